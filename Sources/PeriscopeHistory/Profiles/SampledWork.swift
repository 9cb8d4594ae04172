/// What a request was seen to use: its samples, and the process's figures.
///
/// Samples of one place and span are one entry, whenever they came. Bounded: past the limit a sample counts for the
/// nearest place above it that has an entry already, at last for the root.
struct SampledWork: Sendable {
    static let limit = 8_192
    /// Up to so many entries are looked through; past that a table finds them.
    private static let scanned = 16
    /// How far up an entry is looked for.
    private static let ancestors = 64

    private struct Key: Hashable {
        let node: UInt32
        let span: UInt64
    }

    private(set) var samples: [SampleRecord] = []
    var processUse: ProcessUseRecord?
    private var places: [Key: Int] = [:]

    init(samples: [SampleRecord] = [], processUse: ProcessUseRecord? = nil) {
        self.samples = samples
        self.processUse = processUse
    }

    var isEmpty: Bool { samples.isEmpty && processUse == nil }

    /// What it takes, in bytes; an estimate.
    var cost: Int {
        samples.isEmpty ? 0 : 32 + samples.count * MemoryLayout<SampleRecord>.stride + places.count * 48
    }

    /// - Parameters:
    ///   - tree: That the node is of.
    ///   - request: The span that stands for the whole request.
    mutating func add(_ sample: SampleRecord, tree: SampledTree, request: UInt64) {
        if count(sample, at: sample.node, in: sample.span) { return }
        guard samples.count >= Self.limit else { return append(sample) }
        var node = sample.node
        for _ in 0..<Self.ancestors {
            guard let parent = tree.parent(of: node) else { break }
            node = parent
            if count(sample, at: node, in: sample.span) { return }
        }
        if count(sample, at: tree.root, in: request) { return }
        append(SampleRecord(node: tree.root, span: request, count: sample.count))
    }

    /// Gives back what only helps while samples arrive.
    mutating func settle() {
        places = [:]
    }

    private mutating func append(_ sample: SampleRecord) {
        if samples.count == Self.scanned, places.isEmpty { fill() }
        if samples.count >= Self.scanned { places[Key(node: sample.node, span: sample.span)] = samples.count }
        samples.append(sample)
    }

    private mutating func fill() {
        for (place, sample) in samples.enumerated() { places[Key(node: sample.node, span: sample.span)] = place }
    }

    /// Adds to the entry of a place; false where there is none.
    private mutating func count(_ sample: SampleRecord, at node: UInt32, in span: UInt64) -> Bool {
        let place: Int?
        if samples.count > Self.scanned {
            if places.isEmpty { fill() }
            place = places[Key(node: node, span: span)]
        } else {
            place = samples.firstIndex { $0.node == node && $0.span == span }
        }
        guard let place else { return false }
        samples[place].count = samples[place].count.saturatingAdding(sample.count)
        return true
    }
}
