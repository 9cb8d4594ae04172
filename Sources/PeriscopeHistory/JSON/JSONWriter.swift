/// Appends JSON to a buffer of bytes.
///
/// It puts the commas; the caller keeps the braces in pairs.
struct JSONWriter {
    private(set) var bytes: [UInt8]
    private var needsComma = false

    init(appendingTo bytes: consuming [UInt8] = []) {
        self.bytes = bytes
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array(_ body: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["))
        body(&self)
        close(UInt8(ascii: "]"))
    }

    mutating func array<Element>(of list: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        array { writer in
            for element in list { body(&writer, element) }
        }
    }

    /// A key of ours: nothing in it needs an escape.
    mutating func key(_ key: StaticString) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A key from outside.
    mutating func key(_ key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func null() { raw("null") }

    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func number(_ value: some FixedWidthInteger) {
        raw(String(value))
    }

    /// A text, or null.
    mutating func string(_ text: String?) {
        guard let text else { return null() }
        string(text)
    }

    mutating func string(_ text: String) {
        comma()
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// An id as sixteen hexadecimal digits.
    mutating func id(_ id: UInt64) { raw("\"" + Hexadecimal.text(id) + "\"") }

    /// Nanoseconds as milliseconds with as many decimals as they need, six at most: nothing is lost.
    mutating func milliseconds(_ nanoseconds: UInt64) {
        comma()
        digits(ofMilliseconds: nanoseconds)
        needsComma = true
    }

    mutating func milliseconds(_ nanoseconds: UInt64?) {
        guard let nanoseconds else { return null() }
        milliseconds(nanoseconds)
    }

    /// The way from one time to another, which may be negative, as milliseconds.
    mutating func offset(of time: UInt64, from base: UInt64) {
        let offset = Int64(bitPattern: time &- base)
        comma()
        if offset < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(ofMilliseconds: offset.magnitude)
        needsComma = true
    }

    private mutating func digits(ofMilliseconds nanoseconds: UInt64) {
        bytes.append(contentsOf: String(nanoseconds / 1_000_000).utf8)
        var rest = nanoseconds % 1_000_000
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var scale: UInt64 = 100_000
        while rest > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / scale))
            rest %= scale
            scale /= 10
        }
    }

    private mutating func raw(_ text: String) {
        comma()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func open(_ brace: UInt8) {
        comma()
        bytes.append(brace)
        needsComma = false
    }

    private mutating func close(_ brace: UInt8) {
        bytes.append(brace)
        needsComma = true
    }
}

/// Escapes.
///
/// Beside what RFC 8259 demands, everything that a terminal might obey or a line reader might take for the end of a
/// line is escaped too: the output is one line of printable text, whatever a server sent.
extension JSONWriter {
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var position = 0
        while position < text.count {
            guard let (length, scalar) = Self.special(text, at: position) else {
                position += 1
                continue
            }
            bytes.append(contentsOf: text[start..<position])
            escape(scalar)
            position += length
            start = position
        }
        bytes.append(contentsOf: text[start...])
    }

    /// How many bytes here make a character that needs an escape, and which; nil where none does.
    private static func special(_ text: UnsafeBufferPointer<UInt8>, at position: Int) -> (Int, UInt32)? {
        let byte = text[position]
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7f:
            return (1, UInt32(byte))
        case 0xc2 where position + 1 < text.count && text[position + 1] < 0xa0:
            return (2, UInt32(text[position + 1]))
        case 0xe2 where position + 2 < text.count && text[position + 1] == 0x80 && text[position + 2] & 0xfe == 0xa8:
            return (3, 0x2000 | UInt32(text[position + 2] & 0x3f))
        default:
            return nil
        }
    }

    private mutating func escape(_ scalar: UInt32) {
        bytes.append(UInt8(ascii: "\\"))
        switch scalar {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0c: bytes.append(UInt8(ascii: "f"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5c: bytes.append(UInt8(scalar))
        default:
            bytes.append(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] { bytes.append(Hexadecimal.digit(UInt64(scalar >> UInt32(shift)))) }
        }
    }
}
