/// One question about a request's details, asked of many requests.
///
/// A packed request is first looked over as bytes: where neither its own texts nor the shared ones, each of which is
/// judged once, hold what is asked for, it is not read at all. Where they do, the parts in question are walked over.
///
/// A class, for it learns while it looks; of one scan, so that threads never share one.
final class DetailProbe: DetailSink {
    let roles: DetailRoles
    // What is asked for, one of the three. Not as the term has it: to look into an enumeration counts what is in it, for
    // each text and, as threads share it, at the price of waiting for each other.
    private var patterns: [TextPattern] = []
    private var pairs: [PairPattern] = []
    private var ranges: [NumberRange] = []
    /// By pattern: it is found wherever its needle is.
    private let areNeedles: [Bool]
    /// For each alternative what must stand somewhere; none where that cannot be told.
    private var verdicts: [TextVerdicts]
    private let needles: [BytePattern]
    private let hasEquals: Bool
    private let parts: [DetailPart]

    init(_ term: FilterTerm) {
        roles = term.key.roles
        switch term.test {
        case .texts(let texts): patterns = texts.map(\.self)
        case .pairs(let texts): pairs = texts.map(\.self)
        case .numbers(let numbers): ranges = numbers.map(\.self)
        case .names, .builds: break
        }
        areNeedles = patterns.map(\.isNeedle)
        let needles = Self.needles(term.test, isInPairs: term.key.roles.has(.pairs))
        self.needles = needles ?? []
        verdicts = self.needles.map(TextVerdicts.init)
        hasEquals = patterns.contains { $0.text.contains("=") }
        let roles = term.key.roles
        parts = DetailPart.allCases.filter { roles.has($0.roles) }
    }

    private static func needles(_ test: FilterTerm.Test, isInPairs: Bool) -> [BytePattern]? {
        var needles: [BytePattern?] = []
        switch test {
        case .texts(let patterns): needles = patterns.map { $0.needle(withoutEquals: isInPairs) }
        case .pairs(let pairs):
            needles = pairs.map { pair in
                let both = [pair.name, pair.value].compactMap { $0?.needle(withoutEquals: false) }
                return both.max { $0.count < $1.count }
            }
        case .numbers, .names, .builds: return nil
        }
        let found = needles.compactMap(\.self)
        return found.count == needles.count ? found : nil
    }

    // MARK: Asking

    func holds(_ storage: DetailStorage) -> Bool {
        if let packed = storage.packed { return holds(packed) }
        return storage.expanded.first.map { holds($0) } ?? false
    }

    func holds(_ packed: PackedDetails) -> Bool {
        packed.bytes.withUnsafeBufferPointer { bytes in
            packed.texts.withUnsafeBufferPointer { texts in
                for part in parts where mayHold(part, packed, bytes, texts) {
                    if walk(part, packed, bytes, texts) { return true }
                }
                return false
            }
        }
    }

    /// Of bodies the walk itself reads no more than it must.
    private func mayHold(
        _ part: DetailPart, _ packed: PackedDetails, _ bytes: UnsafeBufferPointer<UInt8>,
        _ texts: UnsafeBufferPointer<String>
    ) -> Bool {
        guard part != .bodies, !needles.isEmpty else { return true }
        let own = UnsafeBufferPointer(rebasing: bytes[part.bytes(in: packed)])
        let shared = part.texts(in: packed)
        for number in needles.indices {
            if needles[number].find(in: own, from: 0) != nil { return true }
            guard let base = texts.baseAddress else { continue }
            for place in shared where verdicts[number].holds(base + place) { return true }
        }
        return false
    }

    private func walk(
        _ part: DetailPart, _ packed: PackedDetails, _ bytes: UnsafeBufferPointer<UInt8>,
        _ texts: UnsafeBufferPointer<String>
    ) -> Bool {
        var walk = PackedWalk(bytes, texts, at: part.bytes(in: packed).lowerBound, self)
        return walk.run(part)
    }

    private func holds(_ details: RequestDetails) -> Bool {
        var walk = DetailWalk(self)
        for part in parts {
            switch part {
            case .bodies: if walk.bodies(details.bodies) { return true }
            case .head: if walk.head(details.head) { return true }
            case .logs: if walk.logs(details.logs) { return true }
            case .spans: if walk.spans(details.spans) { return true }
            }
        }
        return false
    }

    // MARK: Looking

    func take(_ text: DetailText, _ role: DetailRoles) -> Bool {
        for number in patterns.indices where holds(text, role, number) { return true }
        return false
    }

    private func holds(_ text: DetailText, _ role: DetailRoles, _ number: Int) -> Bool {
        switch text {
        case .bytes(let bytes):
            if !needles.isEmpty, areNeedles[number] { return needles[number].find(in: bytes, from: 0) != nil }
            return patterns[number].matches(bytes)
        case .string(let string): return patterns[number].matches(string)
        case .shared(let place):
            // Bodies are each their own, and large.
            guard !needles.isEmpty, !role.has(.bodyText) else { return patterns[number].matches(place.pointee) }
            return verdicts[number].holds(place) && (areNeedles[number] || patterns[number].matches(place.pointee))
        }
    }

    func take(_ key: DetailText, _ value: DetailText, _ role: DetailRoles) -> Bool {
        if take(key, role) || take(value, role) { return true }
        for pair in pairs where pair.matches(key, value) { return true }
        guard hasEquals else { return false }
        let whole = key.string + "=" + value.string
        return patterns.contains { $0.matches(whole) }
    }

    func take(_ number: UInt64, _ role: DetailRoles) -> Bool {
        for range in ranges where range.contains(number) { return true }
        return false
    }
}

extension PairPattern {
    func matches(_ key: DetailText, _ value: DetailText) -> Bool {
        guard let name else { return self.value.map { $0.matches(key) || $0.matches(value) } ?? false }
        return name.matches(key) && (self.value?.matches(value) ?? true)
    }
}

extension TextPattern {
    func matches(_ text: DetailText) -> Bool {
        switch text {
        case .bytes(let bytes): matches(bytes)
        case .string(let string): matches(string)
        case .shared(let place): matches(place.pointee)
        }
    }

    /// The longest run of ASCII in it: what holds the pattern holds that.
    ///
    /// - Parameter withoutEquals: A pattern with `=` in it may be found over a name and its value.
    func needle(withoutEquals: Bool) -> BytePattern? {
        if isNeedle, !(withoutEquals && text.contains("=")) { return plain }
        let runs = pieces.flatMap { piece in
            piece.bytes.split { $0 >= 0x80 || (withoutEquals && $0 == UInt8(ascii: "=")) }
        }
        return runs.max { $0.count < $1.count }.map { BytePattern(Array($0)) }
    }

    /// It is found wherever its only piece is.
    var isNeedle: Bool { plain.map { $0.isASCII && $0.count > 0 && !text.contains("=") } ?? false }
}
