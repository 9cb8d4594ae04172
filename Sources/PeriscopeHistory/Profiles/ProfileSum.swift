internal import PeriscopeInsight

/// Samples of requests, added up by the nodes of their builds' trees.
struct ProfileSum {
    /// By build: by position in its tree.
    private var counts: [Int: [UInt64]] = [:]
    private var build = 0
    /// Of the build that came last, so that requests of one cost no look-up each.
    private var current: [UInt64] = []
    private var root: UInt32 = 0
    private var samples: UInt64 = 0
    private var time: UInt64 = 0

    /// Adds the samples of a request, or of a span of it and of those inside.
    ///
    /// - Parameter build: the call site book's number; 0: none.
    mutating func add(_ record: RequestRecord, in span: UInt64?, build: Int, of sites: CallSiteBook) {
        turn(to: build, sites)
        let inside = span.flatMap { $0 == record.id.span ? nil : SpanInside($0, of: record) }
        var count: UInt64 = 0
        let (root, limit) = (root, current.count)
        current.withUnsafeMutableBufferPointer { counts in
            record.forEachSample { sample in
                if let inside, !inside.contains(sample.span) { return }
                let position = Int(sample.node &- root)
                guard position < limit else { return }
                counts[position] = counts[position].saturatingAdding(sample.count)
                count = count.saturatingAdding(sample.count)
            }
        }
        samples = samples.saturatingAdding(count)
        let (part, isOver) = count.multipliedReportingOverflow(by: record.samplePeriod)
        time = time.saturatingAdding(isOver ? .max : part)
    }

    private mutating func turn(to build: Int, _ sites: CallSiteBook) {
        guard build != self.build || current.isEmpty else { return }
        if !current.isEmpty { counts[self.build] = current }
        let tree = sites.sampledTree(of: build)
        self.build = build
        root = tree.root
        current = counts.removeValue(forKey: build) ?? [UInt64](repeating: 0, count: tree.count)
    }

    /// The profile of what was added.
    ///
    /// Only the nodes that samples went through are named.
    func profile(_ sites: CallSiteBook) -> CPUProfile {
        guard samples > 0 else { return CPUProfile() }
        var nodes: [(parent: Int, frames: [ProfileFrame], own: UInt64)] = []
        var all = counts
        all[build] = current
        for (build, owns) in all.sorted(by: { $0.key < $1.key }) {
            guard let names = sites.names(of: build) else { continue }
            Self.append(owns, of: names, to: &nodes)
        }
        return CPUProfile(period: time / samples, tree: nodes)
    }

    private static func append(
        _ owns: [UInt64], of names: BuildNames, to nodes: inout [(parent: Int, frames: [ProfileFrame], own: UInt64)]
    ) {
        let tree = names.sampled.tree
        var isUsed = owns.map { $0 > 0 }
        for position in isUsed.indices.reversed() where isUsed[position] && position > 0 {
            isUsed[Int(tree.parents[position])] = true
        }
        var places = [Int](repeating: -1, count: isUsed.count)
        for position in isUsed.indices where isUsed[position] {
            guard position > 0 else {
                if owns[0] > 0 { nodes.append((-1, [], owns[0])) }
                continue
            }
            places[position] = nodes.count
            let frames = names.frames(of: tree.frames[position])
            nodes.append((places[Int(tree.parents[position])], frames, owns[position]))
        }
    }
}
