import SwiftProtobuf

/// Messages to bytes: a varint length, then the envelope.
package enum WireFrame {
    /// The bytes of one frame.
    ///
    /// - Throws: ``WireError/frameTooLarge(_:)`` where the other side would refuse it.
    package static func encode(_ envelope: WireEnvelope) throws(WireError) -> [UInt8] {
        var bytes: [UInt8] = []
        try append(envelope, to: &bytes)
        return bytes
    }

    /// Appends one frame to others.
    ///
    /// On an error nothing is appended.
    ///
    /// - Throws: ``WireError/frameTooLarge(_:)`` where the other side would refuse it.
    package static func append(_ envelope: WireEnvelope, to bytes: inout [UInt8]) throws(WireError) {
        let message: [UInt8]
        do {
            if case .batch(let batch) = envelope.message {
                message = try BatchBytes.envelope(of: batch)
            } else {
                message = try envelope.serializedBytes()
            }
        } catch {
            // The one thing that proto3 without `Any` can refuse is a message over 2 GiB.
            throw .frameTooLarge(UInt64(Int32.max))
        }
        guard message.count <= limit(envelope) else { throw .frameTooLarge(UInt64(message.count)) }
        // No reserveCapacity: asked for again and again it grows by the piece, and appending becomes quadratic.
        appendLength(message.count, to: &bytes)
        bytes.append(contentsOf: message)
    }

    static func appendLength(_ length: Int, to bytes: inout [UInt8]) {
        var rest = UInt(length)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func limit(_ envelope: WireEnvelope) -> Int {
        switch envelope.message {
        case .hello: WireLimits.helloBytes
        case .relay: WireLimits.frameBytes(receivedBy: .reader)
        default: WireLimits.frameBytes
        }
    }
}

extension WireFrame {
    /// A hello of this version; a server adds what only servers say.
    package static func hello(role: WireRole) -> WireHello {
        var hello = WireHello()
        hello.protocolMajor = WireLimits.protocolMajor
        hello.protocolMinor = WireLimits.protocolMinor
        hello.role = role
        return hello
    }

    /// The frame of a last word; a reason too long to be one is cut.
    package static func goodbye(_ reason: String, refused: Bool) -> [UInt8] {
        var goodbye = WireGoodbye()
        goodbye.reason = String(reason.prefix(4096))
        goodbye.refused = refused
        var envelope = WireEnvelope()
        envelope.goodbye = goodbye
        // A few KiB are always within the limit.
        return (try? encode(envelope)) ?? []
    }
}
