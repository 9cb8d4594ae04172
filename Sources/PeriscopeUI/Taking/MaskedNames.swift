import PeriscopeHistory

/// Which values of a request are masked, by the names that a person knows them by.
enum MaskedNames {
    /// `authorization`, `cookie session`, `query token`, `body password`: headers first, each once.
    static func of(_ request: RequestRecord) -> [String] {
        inHeaders(request.requestHeaders) + inQuery(request) + inBody(request.requestBody)
    }

    static func inHeaders(_ headers: [HeaderRecord]) -> [String] {
        unique(headers.flatMap { header in isMasked(header) ? names(of: header) : [] })
    }

    /// Those of query and body, which are sent as they stand.
    static func inText(of request: RequestRecord) -> [String] {
        inQuery(request) + inBody(request.requestBody)
    }

    static func isMasked(_ header: HeaderRecord) -> Bool {
        header.mask != 0 || holdsMask(header.value)
    }

    /// “2 values masked: authorization, cookie session”; empty without names.
    static func note(_ names: [String]) -> String {
        guard !names.isEmpty else { return "" }
        return note(count: names.count) + ": " + list(names)
    }

    static func note(count: Int) -> String {
        count == 0 ? "" : count == 1 ? "1 value masked" : "\(count) values masked"
    }

    /// At most six of them, each on one line: a message is one line.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(6).map(oneLine).joined(separator: ", ")
        return names.count > 6 ? "\(shown) and \(names.count - 6) more" : shown
    }

    /// How often a mask stands in a text.
    static func count(in text: String) -> Int {
        let mask = Array(redacted.utf8)
        var text = text
        return text.withUTF8 { bytes in
            var count = 0
            var index = 0
            while index + mask.count <= bytes.count {
                if bytes[index] == mask[0], bytes[index..<index + mask.count].elementsEqual(mask) {
                    count += 1
                    index += mask.count
                } else {
                    index += 1
                }
            }
            return count
        }
    }

    static func holdsMask(_ text: String) -> Bool { count(in: text) > 0 }

    // MARK: Places

    private static func names(of header: HeaderRecord) -> [String] {
        guard header.key.lowercased() == "cookie" else { return [header.key.lowercased()] }
        let cookies = cookies(header.value).filter { holdsMask($0.value) }.map { "cookie " + $0.name }
        return cookies.isEmpty ? ["cookie"] : cookies
    }

    /// The pairs of a `cookie` header; one without a name has an empty one.
    static func cookies(_ value: String) -> [(name: String, value: String)] {
        value.split(separator: ";").map { cookie in
            let parts = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count > 1 else { return ("", parts.first.map(String.init) ?? "") }
            return (String(parts[0]), String(parts[1]))
        }
    }

    private static func inQuery(_ request: RequestRecord) -> [String] {
        var names = fields(request.query).map { "query " + $0 }
        if holdsMask(request.path) { names.insert("path", at: 0) }
        return unique(names)
    }

    private static func inBody(_ body: BodyRecord?) -> [String] {
        guard let body, let text = body.text, holdsMask(text) else { return [] }
        let isForm = body.contentType.lowercased().hasPrefix("application/x-www-form-urlencoded")
        let names = unique((isForm ? fields(text) : keys(text)).map { "body " + $0 })
        return names.isEmpty ? ["body"] : names
    }

    private static func fields(_ form: String) -> [String] {
        guard holdsMask(form) else { return [] }
        return form.split(separator: "&").filter { holdsMask(String($0)) }.map { field in
            PercentDecoding.decode(field.split(separator: "=", maxSplits: 1)[0])
        }
    }

    /// The keys of a JSON text whose values are masks; what stands in a list has the key of the list.
    private static func keys(_ json: String) -> [String] {
        var keys: [String] = []
        var key = ""
        let parts = json.split(separator: "\"", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() where place % 2 == 1 {
            let after = place + 1 < parts.count ? parts[place + 1] : ""
            if after.drop(while: \.isWhitespace).first == ":" {
                key = String(part)
            } else if holdsMask(String(part)), !key.isEmpty {
                keys.append(key)
            }
        }
        return keys
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static func oneLine(_ name: String) -> String {
        String(name.prefix(40).map { $0.isNewline ? " " : $0 })
    }
}
