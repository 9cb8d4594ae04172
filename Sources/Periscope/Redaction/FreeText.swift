/// Finds secrets in text that people or programs write freely: log messages, errors, URLs.
///
/// It looks for `key=value` and `key: value` of secret names, quoted or not; for `Bearer …` and `Basic …`; and for
/// `user:pass@` in URLs. One pass over the bytes, without allocation where there is nothing to find.
struct FreeText {
    private let bytes: [UInt8]
    private let isSensitive: (String) -> Bool
    /// Only pairs of a URL's query or fragment count, not every word before a sign.
    private let isInURLs: Bool
    private var secrets: [Range<Int>] = []

    /// The text with each secret replaced by the mask.
    static func masked(_ text: String, isSensitive: (String) -> Bool) -> String {
        guard mayHoldSecrets(text) else { return text }
        return scanned(text, isInURLs: false, isSensitive: isSensitive)
    }

    /// The text with the secrets of the URLs in it replaced by the mask: `user:pass@`, and `?key=value` of secret names.
    static func maskedURLs(_ text: String, isSensitive: (String) -> Bool) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "@") }) else { return text }
        return scanned(text, isInURLs: true, isSensitive: isSensitive)
    }

    /// Whether there is a sign, or the beginning of `Bearer` or `Basic`.
    private static func mayHoldSecrets(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for index in bytes.indices {
                switch bytes[index] {
                case UInt8(ascii: "="), UInt8(ascii: ":"): return true
                case UInt8(ascii: "B"), UInt8(ascii: "b"):
                    let next = index + 1 < bytes.count ? bytes[index + 1] | 0x20 : 0
                    if next == UInt8(ascii: "e") || next == UInt8(ascii: "a") { return true }
                default: continue
                }
            }
            return false
        }
    }

    private static func scanned(_ text: String, isInURLs: Bool, isSensitive: (String) -> Bool) -> String {
        withoutActuallyEscaping(isSensitive) { isSensitive in
            var scan = FreeText(bytes: Array(text.utf8), isInURLs: isInURLs, isSensitive: isSensitive)
            scan.findAll()
            return scan.result(else: text)
        }
    }

    private init(bytes: [UInt8], isInURLs: Bool, isSensitive: @escaping (String) -> Bool) {
        self.bytes = bytes
        self.isInURLs = isInURLs
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
                if isInURLs { continue }
                findCredentials(at: index)
            default: continue
            }
            if let last = secrets.last { covered = max(covered, last.upperBound) }
        }
    }

    // MARK: key=value

    private mutating func findPair(sign: Int) {
        guard !isInURLs || bytes[sign] == UInt8(ascii: "=") else { return }
        guard let range = nameBefore(sign) else { return findColumns(sign: sign) }
        let name = name(in: range)
        guard isSensitive(name) || isSensitiveTogether(name, at: range) else { return }
        var start = sign + 1
        while start < bytes.count, isBlank(bytes[start]) { start += 1 }
        var end = endOfValue(from: start)
        if bytes[sign] == UInt8(ascii: ":"), holdsSeveral(name) { end = endOfCredentials(from: end) }
        if end > start { secrets.append(start..<end) }
    }

    /// Where the name that ends before the sign stands, perhaps in quotes, perhaps with blanks between.
    private func nameBefore(_ sign: Int) -> Range<Int>? {
        var end = sign
        if !isInURLs {
            while end > 0, isBlank(bytes[end - 1]) { end -= 1 }
            if end > 0, isQuote(bytes[end - 1]) { end -= 1 }
            if end > 0, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        }
        let start = startOfName(end: end)
        guard start < end else { return nil }
        guard isInURLs else { return start..<end }
        guard start > 0, [0x3F, 0x26, 0x23, 0x3B].contains(bytes[start - 1]) else { return nil }  // ? & # ;
        return start..<end
    }

    private func startOfName(end: Int) -> Int {
        var start = end
        while start > 0, isNameByte(bytes[start - 1]), end - start < 64 { start -= 1 }
        return start
    }

    private func name(in range: Range<Int>) -> String {
        String(decoding: PercentEncoding.decoded(bytes[range]), as: UTF8.self)
    }

    /// `API key: abc`: the words are secret together only.
    private func isSensitiveTogether(_ name: String, at range: Range<Int>) -> Bool {
        let end = range.lowerBound - 1
        guard !isInURLs, end > 0, isBlank(bytes[end]) else { return false }
        let start = startOfName(end: end)
        guard start < end else { return false }
        // In small letters, so that the two are one word and neither counts alone.
        return isSensitive(self.name(in: start..<end).lowercased() + name.lowercased())
    }

    /// `Key (email, token)=(a, b)`, as PostgreSQL says which values a constraint refused.
    private mutating func findColumns(sign: Int) {
        guard !isInURLs, sign > 1, sign + 1 < bytes.count, bytes[sign - 1] == UInt8(ascii: ")"),
            bytes[sign + 1] == UInt8(ascii: "("), let open = bytes[..<sign].lastIndex(of: UInt8(ascii: "("))
        else { return }
        let names = bytes[(open + 1)..<(sign - 1)].split(separator: UInt8(ascii: ","))
        guard names.contains(where: { isSensitive(String(decoding: $0, as: UTF8.self)) }) else { return }
        secrets.append(sign + 1..<endOfWord(from: sign + 1))
    }

    /// Names whose values have several parts: `Cookie: a=1; b=2`, `Authorization: Digest username="a", response="b"`.
    private func holdsSeveral(_ name: String) -> Bool {
        let words = NameWords.split(name)
        return words.contains("cookie") || words.contains("authorization")
    }

    /// Past all the words that follow on the line and are pairs or look like credentials.
    private func endOfCredentials(from start: Int) -> Int {
        var end = start
        while true {
            var next = end
            while next < bytes.count, isBlank(bytes[next]) || [0x2C, 0x3B].contains(bytes[next]) { next += 1 }  // , ;
            let word = next..<endOfWord(from: next)
            guard next > end, let last = bytes[word].last, last != UInt8(ascii: ":") else { return end }
            guard bytes[word].contains(UInt8(ascii: "=")) || looksSecret(bytes[word]) else { return end }
            end = word.upperBound
        }
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
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // A URL ends with the quotes that it stands in.
                if isInURLs { return index }
                guard index > start, bytes[index] == UInt8(ascii: "\"") else { break }
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
            || [0x5F, 0x2D, 0x2E, 0x5B, 0x5D, 0x25].contains(byte)  // _ - . [ ] %
    }

    private func isCredentialByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (48...57).contains(byte)
            || [0x2D, 0x2E, 0x5F, 0x7E, 0x2B, 0x2F, 0x3D].contains(byte)  // - . _ ~ + / =
    }
}

extension RequestRedaction {
    /// A log message, an error or another free text, without secrets by name and without values masked before.
    ///
    /// What reads as SQL in it is masked as such: an INSERT has its names and its values in different places.
    package func freeText(_ text: String) -> String {
        withoutTaught(FreeText.masked(withoutSQL(text), isSensitive: redactor.isSensitive))
    }

    /// As ``freeText(_:)``, of a text that is likely to come again in other requests.
    func recurringText(_ text: String) -> String {
        withoutTaught(
            redactor.remembered(text) { FreeText.masked(withoutSQL($0), isSensitive: redactor.isSensitive) })
    }

    /// The text with the literals of secret columns masked, from where a statement begins in it.
    private func withoutSQL(_ text: String) -> String {
        guard let start = Self.startOfSQL(text.utf8) else { return text }
        let sql = String(text[start...])
        let statement = RedactedStatement(sql, redactor: redactor)
        return statement.literals.isEmpty ? text : String(text[..<start]) + statement.text
    }

    /// Where `INSERT INTO`, `SELECT` and the like first stand as words of their own, if a literal may follow.
    private static func startOfSQL(_ text: String.UTF8View) -> String.Index? {
        guard text.contains(UInt8(ascii: "'")) || text.contains(UInt8(ascii: "(")) else { return nil }
        var previous: UInt8 = 0x20
        for index in text.indices {
            let byte = text[index]
            defer { previous = byte }
            guard !(97...122).contains(previous | 0x20), [0x69, 0x72, 0x73, 0x75, 0x64].contains(byte | 0x20) else {
                continue
            }
            let rest = text[index...].prefix(13).map { $0 | 0x20 }
            if sqlBeginnings.contains(where: { rest.starts(with: $0) }) { return index }
        }
        return nil
    }

    private static let sqlBeginnings = ["insert into ", "replace into ", "select ", "update ", "delete from "].map {
        Array($0.utf8)
    }
}
