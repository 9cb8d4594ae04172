internal import PeriscopeInsight

/// Reads what `JSONWriter+Profile` wrote.
extension WrittenProfile {
    /// - Parameter request: The span that stands for the whole request.
    init(_ fields: JSONFields, request: UInt64, samples: inout [SampleRecord]) throws(RequestJSONError) {
        self.init()
        for fields in try fields.objects("frames") { frames.append(try ProfileFrame(fields)) }
        for (place, stack) in try fields.objects("stacks").enumerated() {
            stacks.append(try stack.places("frames", in: "\(fields.path)frames", count: frames.count))
            let count = try stack.integer("count", as: UInt64.self) ?? 1
            let span = try stack.id("span") ?? request
            guard count > 0 else { continue }
            samples.append(SampleRecord(node: UInt32(clamping: place), span: span, count: count))
        }
    }
}

extension ProfileFrame {
    fileprivate init(_ fields: JSONFields) throws(RequestJSONError) {
        self.init(
            function: try fields.string("function") ?? "", path: try fields.string("file") ?? "",
            line: max(0, try fields.integer("line", as: Int.self) ?? 0), module: try fields.string("module") ?? "",
            origin: try fields.word("origin", Origin.jsonNames) ?? .app,
            isInlined: try fields.bool("inlined") ?? false, isAsync: try fields.bool("async") ?? false)
    }
}

extension ProcessUseRecord {
    init(_ fields: JSONFields) throws(RequestJSONError) {
        self.init(
            cpu: try fields.duration("cpu_ms") ?? 0,
            residentBytes: try fields.integer("resident_bytes", as: UInt64.self) ?? 0,
            residentGrowthBytes: try fields.integer("resident_growth_bytes", as: Int64.self) ?? 0,
            overlappingRequests: max(0, try fields.integer("overlapping_requests", as: Int.self) ?? 0))
    }
}
