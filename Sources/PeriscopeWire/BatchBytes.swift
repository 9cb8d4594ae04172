import SwiftProtobuf

/// The bytes of a batch in its envelope, put together from those of its spans and lines.
///
/// The library counts the bytes of a message anew for each message around it, and a span lies four deep: written by the
/// piece, a batch takes less than half the time. What is read back is the same; only the order of fields differs, which
/// protobuf leaves to the writer.
enum BatchBytes {
    /// Field numbers of periscope.proto, each with the wire type of a message with a length.
    private enum Tag {
        static let batchInEnvelope: UInt8 = 3 << 3 | 2
        static let requestInBatch: UInt8 = 3 << 3 | 2
        static let spanInRequest: UInt8 = 4 << 3 | 2
        static let logInRequest: UInt8 = 5 << 3 | 2
    }

    static func envelope(of batch: WireBatch) throws -> [UInt8] {
        var rest = batch
        rest.requests = []
        var bytes: [UInt8] = try rest.serializedBytes()
        for request in batch.requests { append(try self.request(request), Tag.requestInBatch, to: &bytes) }
        var envelope: [UInt8] = []
        envelope.reserveCapacity(bytes.count + WireLimits.lengthBytes + 1)
        append(bytes, Tag.batchInEnvelope, to: &envelope)
        return envelope
    }

    private static func request(_ request: WireRequestDelta) throws -> [UInt8] {
        var rest = request
        rest.spans = []
        rest.logs = []
        var bytes: [UInt8] = try rest.serializedBytes()
        for span in request.spans { append(try span.serializedBytes(), Tag.spanInRequest, to: &bytes) }
        for line in request.logs { append(try line.serializedBytes(), Tag.logInRequest, to: &bytes) }
        return bytes
    }

    private static func append(_ message: [UInt8], _ tag: UInt8, to bytes: inout [UInt8]) {
        bytes.append(tag)
        WireFrame.appendLength(message.count, to: &bytes)
        bytes.append(contentsOf: message)
    }
}
