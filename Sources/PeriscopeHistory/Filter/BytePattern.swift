/// Bytes that are looked for, letters of ASCII in either case.
///
/// It looks at eight places at once: at each for the two bytes of the pattern that are rarest in text, and only where
/// both stand at the others.
struct BytePattern: Sendable, Equatable {
    /// In lower case.
    let bytes: [UInt8]
    let isASCII: Bool
    private let first: Anchor
    private let second: Anchor

    /// A byte of the pattern, eight times, and what makes its capital equal to it.
    private struct Anchor: Sendable, Equatable {
        var place = 0
        var word: UInt64 = 0
        var fold: UInt64 = 0

        init() {}

        init(_ bytes: [UInt8], at place: Int) {
            self.place = place
            let byte = bytes[place]
            word = UInt64(byte) &* 0x0101_0101_0101_0101
            fold = (0x61...0x7A).contains(byte) ? 0x2020_2020_2020_2020 : 0
        }
    }

    init(_ lowered: [UInt8]) {
        bytes = lowered
        isASCII = !lowered.contains { $0 >= 0x80 }
        let places = lowered.indices.sorted { Self.frequency(lowered[$0]) < Self.frequency(lowered[$1]) }
        first = places.first.map { Anchor(lowered, at: $0) } ?? Anchor()
        second = places.dropFirst().first.map { Anchor(lowered, at: $0) } ?? first
    }

    var count: Int { bytes.count }

    /// Whether all that holds this holds the other.
    func holds(_ other: BytePattern) -> Bool {
        bytes.withUnsafeBufferPointer { other.find(in: $0, from: 0) != nil }
    }

    /// The first place from `start` on where they stand.
    func find(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard count > 0 else { return start <= text.count ? start : nil }
        guard let base = UnsafeRawPointer(text.baseAddress), start >= 0, text.count - count >= start else { return nil }
        let last = text.count - count
        var place = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        while place + 31 <= last {
            let a = differing(base, place), b = differing(base, place + 8)
            let c = differing(base, place + 16), d = differing(base, place + 24)
            // A byte that is zero, where both anchors stand, leaves its highest bit.
            let any = ((a &- ones) & ~a) | ((b &- ones) & ~b) | ((c &- ones) & ~c) | ((d &- ones) & ~d)
            if any & 0x8080_8080_8080_8080 != 0 {
                for candidate in place..<place + 32 where stands(base, at: candidate) { return candidate }
            }
            place += 32
        }
        while place <= last {
            if stands(base, at: place) { return place }
            place += 1
        }
        return nil
    }

    @inline(__always)
    private func differing(_ base: UnsafeRawPointer, _ place: Int) -> UInt64 {
        let one = base.loadUnaligned(fromByteOffset: place + first.place, as: UInt64.self)
        let two = base.loadUnaligned(fromByteOffset: place + second.place, as: UInt64.self)
        return ((one | first.fold) ^ first.word) | ((two | second.fold) ^ second.word)
    }

    func stands(in text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place >= 0, text.count - count >= place else { return false }
        guard count > 0 else { return true }
        guard let base = UnsafeRawPointer(text.baseAddress) else { return false }
        return stands(base, at: place)
    }

    @inline(__always)
    private func stands(_ base: UnsafeRawPointer, at place: Int) -> Bool {
        let byte = Self.lowered(base.load(fromByteOffset: place + first.place, as: UInt8.self))
        guard byte == UInt8(truncatingIfNeeded: first.word) else { return false }
        return bytes.withUnsafeBufferPointer { pattern in
            for offset in 0..<pattern.count
            where Self.lowered(base.load(fromByteOffset: place + offset, as: UInt8.self)) != pattern[offset] {
                return false
            }
            return true
        }
    }

    @inline(__always)
    static func lowered(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// How often a byte stands in such text, roughly: the more, the greater.
    private static func frequency(_ byte: UInt8) -> Int {
        if let place = Self.common.firstIndex(of: byte) { return 2 * (Self.common.count - place) }
        return (0x30...0x39).contains(byte) ? 20 : byte >= 0x80 ? 12 : 6
    }

    /// The letters of English and of SQL, the commonest first.
    private static let common = Array(" etaoinsrlcdumhpgbfywvkxjqz".utf8)
}
