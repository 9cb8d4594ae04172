/// What a request was seen to use, as `PackWriter+Profile` wrote it.
extension PackReader {
    /// At what a request was seen to use; nil where nothing was.
    init?(workIn bytes: [UInt8], texts: [String], stacks: StackNumbers) {
        guard bytes.last == 1, bytes.count > 4 else { return nil }
        let position = bytes[(bytes.count - 5)..<(bytes.count - 1)].reversed().reduce(0) { $0 << 8 | Int($1) }
        self.init(bytes: bytes, texts: texts, stacks: stacks, position: position)
    }

    mutating func processUse() -> ProcessUseRecord? {
        guard flags() & 1 != 0 else { return nil }
        let cpu = number()
        let resident = number()
        let growth = Int64(bitPattern: difference(from: 0))
        return ProcessUseRecord(
            cpu: cpu, residentBytes: resident, residentGrowthBytes: growth, overlappingRequests: count())
    }

    mutating func samples(_ body: (SampleRecord) -> Void) {
        let spans = list { $0.number() }
        var node: UInt64 = 0
        for _ in 0..<count() {
            node = difference(from: node)
            let span = count()
            body(
                SampleRecord(
                    node: UInt32(truncatingIfNeeded: node), span: span < spans.count ? spans[span] : 0,
                    count: number()))
        }
    }
}
