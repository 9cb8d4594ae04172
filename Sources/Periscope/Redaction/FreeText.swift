/// Finds secrets in text that people or programs write freely: log messages, errors, URLs.
///
/// It looks for `key=value` and `key: value` of secret names, quoted or not; for `Bearer …` and `Basic …`; and for
/// `user:pass@` in URLs. One pass over the bytes, without allocation where there is nothing to find.
struct FreeText {
    private let bytes: [UInt8]
    private let isSensitive: (String) -> Bool
    private var secrets: [Range<Int>] = []

    /// The text with each secret replaced by the mask.
    static func masked(_ text: String, isSensitive: (String) -> Bool) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") || $0 | 0x20 == 0x62 })
        else { return text }
        return withoutActuallyEscaping(isSensitive) { isSensitive in
            var scan = FreeText(bytes: Array(text.utf8), isSensitive: isSensitive)
            scan.findAll()
            return scan.result(else: text)
        }
    }

    /// The text with the password of each `user:pass@` replaced by the mask.
    static func withoutUserInfo(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        var scan = FreeText(bytes: Array(text.utf8), isSensitive: { _ in false })
        for index in scan.bytes.indices where scan.bytes[index] == UInt8(ascii: ":") { scan.findUserInfo(colon: index) }
        return scan.result(else: text)
    }

    private init(bytes: [UInt8], isSensitive: @escaping (String) -> Bool) {
        self.bytes = bytes
        self.isSensitive = isSensitive
    }

    private func result(else text: String) -> String {
        guard !secrets.isEmpty else { return text }
        var output: [UInt8] = []
        var copied = 0
        for secret in secrets.sorted(by: { $0.lowerBound < $1.lowerBound }) where secret.lowerBound >= copied {
            output += bytes[copied..<secret.lowerBound] + Array(redactedText.utf8)
            copied = secret.upperBound
        }
        return String(decoding: output + bytes[copied...], as: UTF8.self)
    }

    private mutating func findAll() {
        var covered = 0
        for index in bytes.indices where index >= covered {
            switch bytes[index] {
            case UInt8(ascii: "="), UInt8(ascii: ":"):
                findUserInfo(colon: index)
                findPair(sign: index)
            case UInt8(ascii: "B"), UInt8(ascii: "b"):
                findCredentials(at: index)
            default: continue
            }
            if let last = secrets.last { covered = max(covered, last.upperBound) }
        }
    }

    // MARK: key=value

    private mutating func findPair(sign: Int) {
        guard let name = nameBefore(sign), isSensitive(name) else { return }
        var start = sign + 1
        while start < bytes.count, isBlank(bytes[start]) { start += 1 }
        let end = endOfValue(from: start)
        if end > start { secrets.append(start..<end) }
    }

    /// The name that ends before the sign, perhaps in quotes, perhaps with blanks between.
    private func nameBefore(_ sign: Int) -> String? {
        var end = sign
        while end > 0, isBlank(bytes[end - 1]) { end -= 1 }
        if end > 0, isQuote(bytes[end - 1]) { end -= 1 }
        if end > 0, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        var start = end
        while start > 0, isNameByte(bytes[start - 1]), end - start < 64 { start -= 1 }
        return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : nil
    }

    private func endOfValue(from start: Int) -> Int {
        guard start < bytes.count else { return start }
        if isQuote(bytes[start]) { return endOfQuoted(from: start) }
        if bytes[start] == UInt8(ascii: "\\"), start + 1 < bytes.count, isQuote(bytes[start + 1]) {
            return endOfQuoted(from: start + 1)
        }
        let end = endOfWord(from: start)
        let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
        guard ["bearer", "basic", "digest", "token"].contains(word) else { return end }
        var next = end
        while next < bytes.count, isBlank(bytes[next]) { next += 1 }
        return next > end ? max(end, endOfWord(from: next)) : end
    }

    /// To behind the closing quote, or to the end where there is none.
    private func endOfQuoted(from start: Int) -> Int {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count, bytes[index] != quote { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(index + 1, bytes.count)
    }

    /// To the next delimiter outside of brackets and quotes.
    private func endOfWord(from start: Int) -> Int {
        var index = start
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: "\"") where index > start:
                index = endOfQuoted(from: index)
                continue
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                0...0x20:
                if depth == 0 || bytes[index] == 0x0A { return index }
            default: break
            }
            index += 1
        }
        return min(index, bytes.count)
    }

    // MARK: Bearer and Basic

    private mutating func findCredentials(at index: Int) {
        guard index == 0 || !isNameByte(bytes[index - 1]) else { return }
        for scheme in ["bearer", "basic"] where matches(scheme, at: index) {
            var start = index + scheme.utf8.count
            guard start < bytes.count, isBlank(bytes[start]) else { continue }
            while start < bytes.count, isBlank(bytes[start]) { start += 1 }
            var end = start
            while end < bytes.count, isCredentialByte(bytes[end]) { end += 1 }
            if looksSecret(bytes[start..<end]) { secrets.append(start..<end) }
        }
    }

    /// Not the next word of a sentence: a token has digits or signs in it, or is very long.
    private func looksSecret(_ word: ArraySlice<UInt8>) -> Bool {
        guard word.count >= 6 else { return false }
        return word.count >= 20 || word.contains { !isLetter($0) && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
    }

    private func matches(_ word: String, at index: Int) -> Bool {
        guard index + word.utf8.count <= bytes.count else { return false }
        return zip(word.utf8, bytes[index...]).allSatisfy { $0 == $1 | 0x20 }
    }

    // MARK: user:pass@

    /// `scheme://user:pass@host`, from the colon of the scheme.
    private mutating func findUserInfo(colon: Int) {
        guard colon + 2 < bytes.count, bytes[colon] == UInt8(ascii: ":"), bytes[colon + 1] == UInt8(ascii: "/"),
            bytes[colon + 2] == UInt8(ascii: "/")
        else { return }
        let authority = bytes[(colon + 3)...].prefix { byte in
            byte > 0x20 && !["/", "?", "#", "\"", "'", "<", ">"].contains(Unicode.Scalar(byte))
        }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
            let separator = authority[..<at].firstIndex(of: UInt8(ascii: ":")), separator + 1 < at
        else { return }
        secrets.append(separator + 1..<at)
    }

    // MARK: Bytes

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
    private func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    private func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte) || byte >= 0x80
            || [0x5F, 0x2D, 0x2E, 0x5B, 0x5D].contains(byte)  // _ - . [ ]
    }

    private func isCredentialByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte)
            || [0x2D, 0x2E, 0x5F, 0x7E, 0x2B, 0x2F, 0x3D].contains(byte)  // - . _ ~ + / =
    }
}

extension RequestRedaction {
    /// A log message, an error or another free text, without secrets by name and without values masked before.
    package func freeText(_ text: String) -> String {
        withoutTaught(FreeText.masked(text, isSensitive: redactor.isSensitive))
    }
}
