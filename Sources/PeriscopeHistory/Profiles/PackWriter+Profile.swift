/// What a request was seen to use, behind everything else; `PackReader+Profile` mirrors it.
extension PackWriter {
    /// A byte where there is nothing; else the part, where it begins, and a byte.
    mutating func trailer(_ work: SampledWork) {
        guard !work.isEmpty else { return number(0) }
        let position = UInt32(clamping: bytes.count)
        processUse(work.processUse)
        samples(work.samples)
        fixed(position)
        number(1)
    }

    private mutating func processUse(_ use: ProcessUseRecord?) {
        flags([use != nil])
        guard let use else { return }
        number(use.cpu)
        number(use.residentBytes)
        difference(UInt64(bitPattern: use.residentGrowthBytes), from: 0)
        count(use.overlappingRequests)
    }

    /// Few spans, each with many samples: an id takes ten bytes, so each stands once.
    private mutating func samples(_ samples: [SampleRecord]) {
        var spans: [UInt64] = []
        var places: [UInt64: Int] = [:]
        for sample in samples where places[sample.span] == nil {
            places[sample.span] = spans.count
            spans.append(sample.span)
        }
        count(spans.count)
        for span in spans { number(span) }
        count(samples.count)
        var previous: UInt64 = 0
        for sample in samples {
            difference(UInt64(sample.node), from: previous)
            previous = UInt64(sample.node)
            count(places[sample.span] ?? 0)
            number(sample.count)
        }
    }
}
