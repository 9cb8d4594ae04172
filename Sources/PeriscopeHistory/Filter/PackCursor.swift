/// Walks over the block of a packed request without making records of it.
///
/// Past the end it reads zeros, as `PackReader` does.
struct PackCursor {
    private let base: UnsafePointer<UInt8>?
    private let end: Int
    private var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        base = bytes.baseAddress
        end = bytes.count
        self.position = position
    }

    var isAtEnd: Bool { position >= end }

    @inline(__always)
    mutating func byte() -> UInt8 {
        guard position < end, let base else { return 0 }
        position += 1
        return base[position - 1]
    }

    @inline(__always)
    mutating func number() -> UInt64 {
        let first = byte()
        if first < 0x80 { return UInt64(first) }
        return rest(of: UInt64(first & 0x7f))
    }

    private mutating func rest(of start: UInt64) -> UInt64 {
        var value = start
        var shift: UInt64 = 7
        while true {
            let next = byte()
            value |= UInt64(next & 0x7f) << shift
            shift += 7
            if next < 0x80 || shift > 63 { return value }
        }
    }

    /// Bounded by the block's length: nothing in it can be more often.
    @inline(__always)
    mutating func count() -> Int { min(Int(clamping: number()), end) }

    @inline(__always)
    mutating func skipNumber() {
        while byte() >= 0x80 {}
    }

    /// Steps over a text and says where it is: a place among the shared ones, or its own bytes.
    @inline(__always)
    mutating func text() -> Text {
        let code = number()
        if code & 1 == 1 { return Text(start: -1, count: Int(clamping: code >> 1)) }
        let start = position
        position = min(end, position + Int(clamping: min(code >> 1, UInt64(end))))
        return Text(start: start, count: position - start)
    }

    @inline(__always)
    mutating func skipText() { _ = text() }

    struct Text {
        /// Negative for a shared one, whose number is the count.
        fileprivate let start: Int
        fileprivate let count: Int

        @inline(__always)
        func resolved(in bytes: UnsafeBufferPointer<UInt8>, _ texts: UnsafeBufferPointer<String>) -> DetailText {
            if start < 0 {
                guard count < texts.count, let base = texts.baseAddress else { return .string("") }
                return .shared(base + count)
            }
            return .bytes(UnsafeBufferPointer(rebasing: bytes[start..<start + count]))
        }
    }
}
