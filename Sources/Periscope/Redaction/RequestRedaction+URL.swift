extension RequestRedaction {
    /// A query string without its question mark; secret values are masked, the rest stays as it was written.
    package mutating func queryString(_ text: String) -> String {
        guard !text.isEmpty else { return text }
        return String(decoding: pairs(Array(text.utf8)), as: UTF8.self)
    }

    /// A URL: what stands before `@` after a colon, and secret values of the query and the fragment.
    package mutating func url(_ text: String) -> String {
        guard let mark = text.utf8.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) else {
            return withoutTaught(FreeText.withoutUserInfo(text))
        }
        let head = String(text[..<mark])
        let rest = text[text.index(after: mark)...].split(separator: "#", omittingEmptySubsequences: false)
        let masked = rest.map { queryString(String($0)) }.joined(separator: "#")
        return withoutTaught(FreeText.withoutUserInfo(head)) + String(text[mark]) + masked
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
        guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return Array(pair) }
        let name = String(decoding: PercentEncoding.decoded(pair[..<equals]), as: UTF8.self)
        let value = String(decoding: pair[(equals + 1)...], as: UTF8.self)
        guard redactor.isSensitive(name) else {
            return Array(pair[...equals]) + Array(withoutTaught(FreeText.withoutUserInfo(value)).utf8)
        }
        guard !value.isEmpty else { return Array(pair) }
        return Array(pair[...equals]) + Array(mask(value).text.utf8)
    }
}
