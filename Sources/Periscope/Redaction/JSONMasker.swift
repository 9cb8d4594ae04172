/// Masks the values of secret keys in JSON, at any depth, in one pass over the bytes.
///
/// It is no parser: a document that is cut or broken comes out as it is, but for the values of secret keys, which are
/// gone as far as they go. A value is masked whole, objects and arrays too.
struct JSONMasker {
    private let bytes: [UInt8]
    private var index = 0
    private var output: [UInt8] = []
    private static let recentKeyCount = 32
    /// Where keys stand that were looked up; by their length and their ends.
    private var recentKeys = [(key: Range<Int>, isSensitive: Bool)](repeating: (0..<0, false), count: recentKeyCount)
    /// Documents inside strings of documents that are still looked into.
    private let depthLeft: Int

    init(_ bytes: [UInt8], depth: Int = 4) {
        self.bytes = bytes
        depthLeft = depth
        output.reserveCapacity(bytes.count)
    }

    /// Whether a text begins as an object or a list does.
    static func looksLikeJSON(_ bytes: some Sequence<UInt8>) -> Bool {
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    mutating func masked(by redaction: inout RequestRedaction) -> [UInt8] {
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { index += 1 }
            output += bytes[start..<index]
            if index < bytes.count { copyString(redaction: &redaction) }
        }
        return output
    }

    /// Copies a string, and when it turns out to be a secret key, its value's mask.
    private mutating func copyString(redaction: inout RequestRedaction) {
        let content = string()
        let afterString = index
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
            index = afterString
            return copyValue(content, redaction: &redaction)
        }
        output += bytes[content.whole]
        guard isSensitive(key: content.inner, redaction.redactor) else {
            index = afterString
            return
        }
        index += 1
        skipSpace()
        output += bytes[afterString..<index]
        maskValue(redaction: &redaction)
    }

    /// Keys come again with each element of a list, so the last of each kind is compared before it is looked up.
    private mutating func isSensitive(key: Range<Int>, _ redactor: Redactor) -> Bool {
        guard !key.isEmpty else { return redactor.isSensitive("") }
        let kind = key.count &* 5 &+ Int(bytes[key.lowerBound]) &+ Int(bytes[key.upperBound - 1]) &* 3
        let slot = kind & (Self.recentKeyCount - 1)
        let recent = recentKeys[slot]
        if recent.key.count == key.count, bytes[recent.key].elementsEqual(bytes[key]) { return recent.isSensitive }
        let answer = redactor.isSensitive(Self.unescaped(bytes[key]))
        recentKeys[slot] = (key, answer)
        return answer
    }

    /// Copies a string that is no key, less the secrets in it: it may be a URL, or a document of its own.
    private mutating func copyValue(
        _ content: (whole: Range<Int>, inner: Range<Int>), redaction: inout RequestRedaction
    ) {
        guard bytes[content.inner].contains(where: Self.signs.contains) else { return output += bytes[content.whole] }
        let isSensitive = redaction.redactor.isSensitive
        let text = Self.unescaped(bytes[content.inner])
        var masked = text
        if Self.looksLikeJSON(text.utf8) {
            // Deeper than is looked into, a document is not shown.
            guard depthLeft > 0 else { return output += Array("\"\(redactedText)\"".utf8) }
            var inner = JSONMasker(Array(text.utf8), depth: depthLeft - 1)
            masked = String(decoding: inner.masked(by: &redaction), as: UTF8.self)
        } else if text.utf8.contains(UInt8(ascii: "{")) {
            masked = FreeText.masked(text, isSensitive: isSensitive)
        } else {
            masked = FreeText.maskedURLs(text, isSensitive: isSensitive)
        }
        guard masked != text else { return output += bytes[content.whole] }
        output += [UInt8(ascii: "\"")] + SecretForms.escaped(Array(masked.utf8)) + [UInt8(ascii: "\"")]
    }

    /// One of these is in every string that is a document, holds pairs, or is a URL with secrets; or it is an escape.
    private static let signs = ByteSet(#"\{[=@"#.utf8)

    private mutating func maskValue(redaction: inout RequestRedaction) {
        guard index < bytes.count else { return }
        let start = index
        switch bytes[index] {
        case UInt8(ascii: "\""):
            redaction.teach(Self.unescaped(bytes[string().inner]))
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            skipContainer(redaction: &redaction)
        default:
            skipScalar()
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            guard text != "null", text != "" else {
                output += bytes[start..<index]
                return
            }
            redaction.teach(text)
        }
        output += Array("\"\(redactedText)\"".utf8)
    }

    /// To behind the closing bracket, or to the end of a cut document; strings inside are remembered as secret.
    private mutating func skipContainer(redaction: inout RequestRedaction) {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                redaction.teach(Self.unescaped(bytes[string().inner]))
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case 48...57:
                let start = index
                skipScalar()
                redaction.teach(String(decoding: bytes[start..<index], as: UTF8.self))
                continue
            default: break
            }
            index += 1
            if depth == 0 { return }
        }
    }

    private mutating func skipScalar() {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: return
            default: index += 1
            }
        }
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    /// Moves behind the string that begins here; it may lack its end.
    private mutating func string() -> (whole: Range<Int>, inner: Range<Int>) {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(index, bytes.count)
        index = min(index + 1, bytes.count)
        return (start..<index, start + 1..<max(start + 1, end))
    }

    /// A string's content with its escapes undone; a broken escape stays.
    static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        var units: [UInt16] = []
        var text = ""
        var rest = bytes
        func flush() {
            text += String(decoding: units, as: UTF16.self)
            units.removeAll()
        }
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                flush()
                let run = [byte] + rest.prefix { $0 != UInt8(ascii: "\\") }
                rest = rest.dropFirst(run.count - 1)
                text += String(decoding: run, as: UTF8.self)
                continue
            }
            if escape == UInt8(ascii: "u"),
                let unit = UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16)
            {
                units.append(unit)
                rest = rest.dropFirst(4)
            } else {
                units.append(UInt16(simpleEscapes[escape] ?? escape))
            }
        }
        flush()
        return text
    }

    private static let simpleEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12,
    ]
}
