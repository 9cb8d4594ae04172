/// A text of JSON lines as pieces that hold one object each: a line, or all the lines over which an object goes on.
///
/// Only an object that begins in a line's first column may go on, and not over the beginning of another: so a line that
/// was cut spoils no other. One pass; the text is not copied.
package struct RequestLines: Sequence, IteratorProtocol {
    package struct Piece {
        /// Its first line, from 1.
        package let number: Int
        package let bytes: ArraySlice<UInt8>
    }

    private var rest: ArraySlice<UInt8>
    private var number = 0

    package init(_ text: [UInt8]) {
        rest = text[...]
    }

    /// Empty lines too, each as a piece of its own.
    package mutating func next() -> Piece? {
        guard !rest.isEmpty else { return nil }
        let whole = rest
        let first = number + 1
        let line = takeLine()
        guard line.first == Self.brace, Self.last(line) != Self.closingBrace else {
            return Piece(number: first, bytes: line)
        }
        var scan = ObjectScan()
        scan.read(line)
        var end = line.endIndex
        while scan.isOpen, let next = rest.first, next != Self.brace {
            let more = takeLine()
            scan.read(more)
            end = more.endIndex
        }
        return Piece(number: first, bytes: whole[..<end])
    }

    /// Without its end.
    private mutating func takeLine() -> ArraySlice<UInt8> {
        number += 1
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        rest = rest[line.endIndex...].dropFirst()
        return line
    }

    private static let brace = UInt8(ascii: "{")
    private static let closingBrace = UInt8(ascii: "}")

    private static func last(_ line: ArraySlice<UInt8>) -> UInt8? {
        line.last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
    }
}

/// How deep in an object a text has come; braces in texts do not count.
private struct ObjectScan {
    private var depth = 0
    private var isInText = false
    private var isEscaped = false

    /// It goes on in the next line; a text cannot.
    var isOpen: Bool { depth > 0 && !isInText }

    mutating func read(_ line: ArraySlice<UInt8>) {
        for byte in line {
            if isEscaped {
                isEscaped = false
            } else if isInText {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isInText = false }
            } else if byte == UInt8(ascii: "\"") {
                isInText = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
        }
    }
}
