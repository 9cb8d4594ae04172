/// Cuts a stream of bytes into frames: a varint length, then so many bytes.
///
/// Holds what has arrived of one frame and what came with it, never more: a length alone allocates nothing.
struct FrameReader: Sendable {
    /// Capacity kept for the next frame; a rare large frame does not hold on to its memory.
    private static let keptCapacity = 256 << 10

    private var bytes: [UInt8] = []
    private var position = 0

    /// Whether part of a frame has arrived.
    var hasPartialFrame: Bool { position < bytes.count }

    mutating func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
    }

    /// The next whole frame, nil while it is not all there.
    ///
    /// - Throws: ``WireError/frameTooLarge(_:)`` as soon as the length is known, ``WireError/malformedLength``.
    mutating func next(limit: Int) throws(WireError) -> [UInt8]? {
        guard let length = try readLength() else { return nil }
        guard length.value <= UInt64(limit) else { throw .frameTooLarge(length.value) }
        let start = position + length.size
        // Cannot overflow: the length is within the limit by now.
        let end = start + Int(length.value)
        guard end <= bytes.count else { return nil }
        position = end
        return Array(bytes[start..<end])
    }

    /// Gives back the room of frames that were read.
    ///
    /// Called once for every delivery, not once a frame.
    mutating func compact() {
        if position == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= FrameReader.keptCapacity)
        } else {
            bytes.removeFirst(position)
        }
        position = 0
    }

    mutating func clear() {
        bytes = []
        position = 0
    }

    /// Nil while the length is not all there.
    private func readLength() throws(WireError) -> (value: UInt64, size: Int)? {
        var value: UInt64 = 0
        for offset in 0..<WireLimits.lengthBytes {
            let index = position + offset
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            // The tenth byte has room for one bit of a 64-bit number.
            if offset == WireLimits.lengthBytes - 1, byte > 1 { throw .malformedLength }
            value |= UInt64(byte & 0x7f) << UInt64(7 * offset)
            if byte & 0x80 == 0 { return (value, offset + 1) }
        }
        throw .malformedLength
    }
}
