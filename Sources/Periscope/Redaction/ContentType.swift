/// What a body's content type says of how to mask and whether to show it.
enum ContentType: Equatable {
    case json
    case form
    case multipart(boundary: String)
    /// Text that people write, and all other text.
    case plain
    /// HTML, XML, CSS and JavaScript, in which names and signs are a matter of grammar.
    case markup
    case other

    init(_ header: String) {
        // As a page nearly always says it.
        if header == "text/html; charset=utf-8" {
            self = .markup
            return
        }
        let parts = header.split(separator: ";")
        let type = Self.trimmed(parts.first ?? "").lowercased()
        switch type {
        case "application/json", "text/json", "application/problem+json": self = .json
        case "application/x-www-form-urlencoded": self = .form
        case "multipart/form-data": self = .multipart(boundary: Self.boundary(parts.dropFirst()))
        case "application/graphql", "application/sql": self = .plain
        case "application/javascript", "application/xml", "image/svg+xml": self = .markup
        default: self = Self.other(type)
        }
    }

    private static let markupTypes: Set<String> = ["text/html", "text/css", "text/xml", "text/javascript"]

    private static func other(_ type: String) -> ContentType {
        if type.hasSuffix("json") { return .json }
        if markupTypes.contains(type) || type.hasSuffix("+xml") { return .markup }
        // Of text that is not known, such as YAML, pairs are masked.
        return type.hasPrefix("text/") ? .plain : .other
    }

    private static func boundary(_ parameters: ArraySlice<Substring>) -> String {
        for parameter in parameters {
            let text = trimmed(parameter)
            if text.lowercased().hasPrefix("boundary=") {
                return String(text.dropFirst("boundary=".count)).filter { $0 != "\"" }
            }
        }
        return ""
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
