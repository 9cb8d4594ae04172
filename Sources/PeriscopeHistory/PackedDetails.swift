internal import PeriscopeWire

/// A request's details in few bytes: one block of numbers and short texts, and one of references to shared texts.
///
/// Numbers are variable-length, times are differences, and texts of up to 15 bytes stand in the block, for a reference
/// takes 16. Each of the parts can be read without the others. Nothing here is ever read from outside.
///
/// A class, though a value in all but that: a record that is copied then counts one reference for all of it.
final class PackedDetails: Sendable {
    let bytes: [UInt8]
    let texts: [String]
    private let stacks: StackNumbers
    /// Where the second, third and fourth part begin in `bytes`.
    let bodiesAt: UInt32
    let logsAt: UInt32
    let spansAt: UInt32
    /// What the texts take that nothing else shares.
    private let ownTextBytes: UInt32

    init(_ details: RequestDetails, stacks: StackNumbers) {
        self.stacks = stacks
        var writer = PackWriter(stacks: stacks)
        writer.head(details.head)
        bodiesAt = UInt32(clamping: writer.beginPart())
        writer.bodies(details.bodies)
        logsAt = UInt32(clamping: writer.beginPart())
        writer.logs(details.logs)
        spansAt = UInt32(clamping: writer.beginPart())
        writer.spans(details.spans)
        writer.trailer(details.work)
        ownTextBytes = UInt32(clamping: details.bodies.cost)
        // Copies of the exact size: what grew by doubling has up to half of it free.
        bytes = writer.bytes.withUnsafeBufferPointer { Array($0) }
        texts = writer.texts.withUnsafeBufferPointer { Array($0) }
    }

    var cost: Int {
        88 + bytes.count + texts.count * MemoryLayout<String>.stride + Int(ownTextBytes)
    }

    var details: RequestDetails {
        RequestDetails(head: head, bodies: bodies, spans: spans, logs: logs, work: work)
    }

    var head: RequestHead {
        var reader = reader(at: 0)
        return reader.head()
    }

    var bodies: RequestBodies {
        var reader = reader(at: bodiesAt)
        return reader.bodies()
    }

    var logs: [LogRecord] {
        var reader = reader(at: logsAt)
        return reader.logs()
    }

    var spans: [SpanRecord] {
        var reader = reader(at: spansAt)
        return reader.spans()
    }

    /// Most have none, so their place stands behind them, and a byte where there are none.
    var work: SampledWork {
        guard var reader = PackReader(workIn: bytes, texts: texts, stacks: stacks) else { return SampledWork() }
        let processUse = reader.processUse()
        var samples: [SampleRecord] = []
        reader.samples { samples.append($0) }
        return SampledWork(samples: samples, processUse: processUse)
    }

    func forEachSample(_ body: (SampleRecord) -> Void) {
        guard var reader = PackReader(workIn: bytes, texts: texts, stacks: stacks) else { return }
        _ = reader.processUse()
        reader.samples(body)
    }

    /// Where the texts of a part begin that begins there: no part refers to a text of another.
    ///
    /// Nil where there are more texts than that can tell.
    func textsBegin(at position: UInt32) -> Int? {
        let position = Int(position)
        guard position >= 2, position <= bytes.count else { return nil }
        let start = Int(bytes[position - 2]) | Int(bytes[position - 1]) << 8
        return start < Int(UInt16.max) ? min(start, texts.count) : nil
    }

    private func reader(at position: UInt32) -> PackReader {
        PackReader(bytes: bytes, texts: texts, stacks: stacks, position: Int(position))
    }
}
