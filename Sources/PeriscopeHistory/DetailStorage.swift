/// A request's details, either as they are or packed.
struct DetailStorage: Sendable {
    /// Past so many spans or lines a request stays as it is: unpacking it again and again would cost more than its
    /// rarity saves.
    static let packedSpans = 128
    static let packedLogs = 256

    /// One element, or none while packed.
    ///
    /// An array because it is a box that copies itself when it is shared and is changed in place when it is not.
    private(set) var expanded = [RequestDetails()]
    private(set) var packed: PackedDetails?

    var head: RequestHead { packed?.head ?? expanded[0].head }
    var bodies: RequestBodies { packed?.bodies ?? expanded[0].bodies }
    var spans: [SpanRecord] { packed?.spans ?? expanded[0].spans }
    var logs: [LogRecord] { packed?.logs ?? expanded[0].logs }
    var work: SampledWork { packed?.work ?? expanded[0].work }
    var cost: Int { packed?.cost ?? expanded[0].cost }
    var isPacked: Bool { packed != nil }
    /// 0 once packed.
    var spanCount: Int { packed == nil ? expanded[0].spans.count : 0 }

    /// Changes the details, in place where nothing else holds them; unpacks first.
    mutating func edit<R>(_ body: (inout RequestDetails) -> R) -> R {
        if let packed {
            expanded = [packed.details]
            self.packed = nil
        }
        return body(&expanded[0])
    }

    /// Changes the head or the bodies, and counts what they take anew.
    mutating func editHead(_ body: (inout RequestDetails) -> Void) {
        edit { details in
            body(&details)
            details.measureHead()
        }
    }

    /// Looks at each sample; a packed one's are read one by one.
    func forEachSample(_ body: (SampleRecord) -> Void) {
        if let packed { packed.forEachSample(body) } else { expanded[0].work.samples.forEach(body) }
    }

    /// Makes it small.
    ///
    /// Costs about as much as a copy of it.
    mutating func pack(_ stacks: StackNumbers) {
        guard packed == nil else { return }
        guard expanded[0].spans.count <= Self.packedSpans, expanded[0].logs.count <= Self.packedLogs else {
            expanded[0].settle()
            return
        }
        packed = PackedDetails(expanded[0], stacks: stacks)
        expanded = []
    }
}
