internal import PeriscopeSQL

/// The call stacks of a line: those of its list, and those of spans that only name a call site.
struct WrittenStacks {
    /// By the hash that stands for each in the spans.
    private(set) var frames: [UInt64: [SourceFrame]] = [:]
    /// The hashes in the order of the list.
    private var listed: [UInt64] = []

    init() {}

    /// Reads the list.
    ///
    /// Equal stacks of a list are different ones: they were written apart because they differ outside of the app's code.
    init(_ fields: JSONFields) throws(RequestJSONError) {
        var seen: [UInt64: UInt64] = [:]
        for (position, element) in try fields.array("stacks").enumerated() {
            guard case .array(let texts) = element else {
                throw RequestJSONError(problem: "\"stacks[\(position)]\" should be a list.")
            }
            var hash = TextHash()
            var stack: [SourceFrame] = []
            for case .string(let text) in texts {
                hash.add(text)
                stack.append(SourceFrame(text: text))
            }
            let occurrence = seen[hash.value, default: 0]
            seen[hash.value] = occurrence + 1
            hash.add(occurrence)
            listed.append(max(1, hash.value))
            frames[max(1, hash.value)] = stack
        }
    }

    /// The stack of a span; 0 where it names none.
    mutating func stack(_ fields: JSONFields) throws(RequestJSONError) -> UInt64 {
        if let number = try fields.integer("stack", as: Int.self), listed.indices.contains(number) {
            return listed[number]
        }
        guard let site = try fields.string("call_site") else { return 0 }
        var hash = TextHash()
        hash.add(site)
        hash.add(byte: 0xFD)
        frames[max(1, hash.value)] = [SourceFrame(site: site)]
        return max(1, hash.value)
    }
}

extension SourceFrame {
    /// Of a call site without its function.
    fileprivate init(site: String) {
        self.init(text: site)
        // A place without a line has no colon, so it was taken for a function.
        if path.isEmpty { self.init(function: "", path: site, line: 0) }
    }
}
