/// Cuts what a child prints into lines, without what it says to its terminal: colours, cursor moves, titles.
///
/// A line over the limit is cut, and an unfinished one waits for its end. A line that is written over, as progress is,
/// counts as it stands at its end. No sequence reaches beyond the end of its line, so that one that never ends hides
/// nothing.
package struct LineSplitter {
    package static let lineLimitBytes = 8192

    package init() {}

    private enum State {
        case text
        /// After ESC.
        case escape
        /// After ESC and a byte that announces one more.
        case intermediate
        /// After `ESC [`.
        case control
        /// After `ESC ]` and its kin: up to BEL or `ESC \`.
        case string
        case stringEscape
    }

    private var state = State.text
    private var rest: [UInt8] = []
    /// The next character stands at the line's beginning, in place of what is there.
    private var isAtStart = false
    private var parameters: [UInt8] = []

    /// Hands over the lines that these bytes complete, without their ends.
    package mutating func feed(_ bytes: [UInt8], _ take: (String) -> Void) {
        var index = 0
        while index < bytes.count {
            if state == .text { index = takeText(bytes, from: index, take) }
            guard index < bytes.count else { return }
            takeOne(bytes[index], take)
            index += 1
        }
    }

    /// What came after the last end of a line; absent where nothing did.
    package var unfinished: String? {
        rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }

    /// A run of ordinary bytes at once; gives the place of the first other one.
    private mutating func takeText(_ bytes: [UInt8], from start: Int, _ take: (String) -> Void) -> Int {
        var index = start
        while index < bytes.count {
            if isAtStart, Self.isText(bytes[index]) { startOver() }
            let limit = min(bytes.count, index + Self.lineLimitBytes - rest.count)
            var end = index
            while end < limit, Self.isText(bytes[end]) { end += 1 }
            rest.append(contentsOf: bytes[index..<end])
            index = end
            guard rest.count >= Self.lineLimitBytes else { break }
            flush(take)
        }
        return index
    }

    private static func isText(_ byte: UInt8) -> Bool {
        byte >= 0x20 || byte == 0x09
    }

    /// Drops what is written over, before it counts against the limit.
    private mutating func startOver() {
        rest.removeAll(keepingCapacity: true)
        isAtStart = false
    }

    private mutating func takeOne(_ byte: UInt8, _ take: (String) -> Void) {
        switch (state, byte) {
        case (_, 0x0A): flush(take)
        case (.string, 0x07): state = .text
        case (.string, 0x1B): state = .stringEscape
        case (.stringEscape, 0x5C): state = .text
        case (.string, _): break
        case (_, 0x1B): state = .escape
        case (.text, 0x0D): isAtStart = true
        case (.text, 0x08): dropLast()
        case (.escape, _), (.stringEscape, _): startSequence(byte)
        case (.intermediate, 0x30...0x7E): state = .text
        case (.control, 0x20...0x3F): if parameters.count < 8 { parameters.append(byte) }
        case (.control, 0x40...0x7E): finishControl(byte)
        default: break
        }
    }

    private mutating func startSequence(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["):
            parameters.removeAll(keepingCapacity: true)
            state = .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string
        case 0x20...0x2F: state = .intermediate
        default: state = .text
        }
    }

    /// Of what programs do with a cursor, two things change a line: erasing it, and going to its start.
    private mutating func finishControl(_ final: UInt8) {
        state = .text
        switch final {
        case UInt8(ascii: "K"):
            if isAtStart || parameters == [UInt8(ascii: "2")] { rest.removeAll(keepingCapacity: true) }
        case UInt8(ascii: "G"):
            if parameters.isEmpty || parameters == [UInt8(ascii: "1")] || parameters == [UInt8(ascii: "0")] {
                isAtStart = true
            }
        default: break
        }
    }

    private mutating func dropLast() {
        while let last = rest.popLast(), last & 0xC0 == 0x80 {}
    }

    private mutating func flush(_ take: (String) -> Void) {
        take(String(decoding: rest, as: UTF8.self))
        rest.removeAll(keepingCapacity: true)
        isAtStart = false
        state = .text
    }
}
