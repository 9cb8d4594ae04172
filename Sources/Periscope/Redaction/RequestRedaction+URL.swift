extension RequestRedaction {
    /// A query string without its question mark; secret values are masked, the rest stays as it was written.
    package mutating func queryString(_ text: String) -> String {
        guard !text.isEmpty else { return text }
        return String(decoding: pairs(Array(text.utf8)), as: UTF8.self)
    }

    /// A URL: what stands before `@` after a colon, and secret values of the query and the fragment.
    package mutating func url(_ text: String) -> String {
        guard let mark = text.utf8.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
            return withoutTaught(FreeText.maskedURLs(text, isSensitive: redactor.isSensitive))
        }
        let head = String(text[..<mark])
        let rest = text[text.index(after: mark)...].split(separator: "#", omittingEmptySubsequences: false)
        let masked = rest.map { queryString(String($0)) }.joined(separator: "#")
        return withoutTaught(FreeText.maskedURLs(head, isSensitive: redactor.isSensitive)) + String(text[mark]) + masked
    }

    /// `a=1&b=2`, of a query string or a form, also when cut in the middle.
    mutating func pairs(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var isFirst = true
        for pair in bytes.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            if !isFirst { output.append(UInt8(ascii: "&")) }
            isFirst = false
            output += maskedPair(pair)
        }
        return output
    }

    private mutating func maskedPair(_ pair: ArraySlice<UInt8>) -> [UInt8] {
        guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return harmless(pair) }
        let name = String(decoding: PercentEncoding.decoded(pair[..<equals]), as: UTF8.self)
        let value = String(decoding: pair[(equals + 1)...], as: UTF8.self)
        guard redactor.isSensitive(name) else { return Array(pair[...equals]) + harmless(pair[(equals + 1)...]) }
        guard !value.isEmpty else { return Array(pair) }
        return Array(pair[...equals]) + Array(mask(value).text.utf8)
    }

    /// A value that is not secret by its name may be a URL that holds one, as `next=%2Fcb%3Ftoken%3Dabc` does.
    private func harmless(_ value: ArraySlice<UInt8>) -> [UInt8] {
        let text = String(decoding: value, as: UTF8.self)
        let masked = FreeText.maskedURLs(text, isSensitive: redactor.isSensitive)
        guard masked == text else { return Array(withoutTaught(masked).utf8) }
        let decoded = PercentEncoding.decoded(value)
        guard !decoded.elementsEqual(value) else { return Array(withoutTaught(text).utf8) }
        let plain = String(decoding: decoded, as: UTF8.self)
        let clean = FreeText.maskedURLs(plain, isSensitive: redactor.isSensitive)
        // Without an ampersand left in it, so that it stays one value.
        return Array(withoutTaught(clean == plain ? text : clean.replacing("&", with: "%26")).utf8)
    }
}
