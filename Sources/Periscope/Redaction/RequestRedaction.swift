/// One request's masking.
///
/// What it masks under a secret name it remembers, from six characters on, and masks in every text that it sees later:
/// so headers, query string, bodies, SQL and context come first in a flush, free text last. Costs a pass
/// or two over each text, on the uplink's thread.
package struct RequestRedaction: Sendable {
    private static let shortestTaught = 6
    private static let longestTaughtBytes = 4096
    private static let taughtLimit = 512

    let redactor: Redactor
    private var taught = TaughtValues()

    package init(_ redactor: Redactor) {
        self.redactor = redactor
    }

    // MARK: Masking one value

    /// A value that is secret whatever it holds; remembered.
    mutating func mask(_ value: some StringProtocol) -> Masked {
        teach(value)
        return Masked(text: redactedText, mask: redactor.hash(value))
    }

    /// Remembers a secret value, in the forms in which it may turn up again.
    mutating func teach(_ value: some StringProtocol) {
        guard value.utf8.count <= Self.longestTaughtBytes else { return }
        for form in SecretForms.of(String(value)) where form.count >= Self.shortestTaught {
            taught.add(form, limit: Self.taughtLimit)
        }
    }

    /// The text without values that were masked earlier in this request.
    func withoutTaught(_ text: String) -> String {
        taught.removed(from: text)
    }

    // MARK: Headers and other named values

    /// A header's value: whole where its name is secret, but that cookies keep their names.
    package mutating func header(name: String, value: String) -> Masked {
        switch name.lowercased() {
        case "cookie": return cookies(value, hasAttributes: false)
        case "set-cookie": return cookies(value, hasAttributes: true)
        case "referer", "location", "content-location", "origin": return Masked(text: url(value))
        default: break
        }
        guard redactor.isSensitive(name) else { return Masked(text: recurringText(value)) }
        // "Bearer abc": the credentials alone may turn up elsewhere.
        if let space = value.utf8.firstIndex(of: UInt8(ascii: " ")) {
            teach(Substring(value.utf8[space...].drop { $0 == UInt8(ascii: " ") }))
        }
        if let password = BasicCredentials.password(in: value) { teach(password) }
        return mask(value)
    }

    /// `a=1; b=2`, or with attributes `a=1; Path=/; HttpOnly`, whose first pair alone is the cookie.
    private mutating func cookies(_ value: String, hasAttributes: Bool) -> Masked {
        var pieces: [String] = []
        for (index, piece) in Self.pieces(of: value).enumerated() {
            guard let equals = piece.utf8.firstIndex(of: UInt8(ascii: "=")), !hasAttributes || index == 0 else {
                // A piece without a name could be all value.
                pieces.append(hasAttributes && index > 0 ? String(piece) : maskedBare(piece))
                continue
            }
            // By bytes: a combining mark at the value's beginning makes one character with the sign.
            let start = piece.utf8.index(after: equals)
            teach(piece[start...])
            pieces.append(piece[..<start] + redactedText)
        }
        return Masked(text: pieces.joined(separator: ";"), mask: redactor.hash(value))
    }

    private static func pieces(of value: String) -> [Substring] {
        value.utf8.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { Substring($0) }
    }

    private mutating func maskedBare(_ piece: Substring) -> String {
        guard piece.contains(where: { $0 != " " }) else { return String(piece) }
        teach(piece.drop { $0 == " " })
        return (piece.first == " " ? " " : "") + redactedText
    }

    /// A span's or a log line's attribute.
    ///
    /// OpenTelemetry's attributes that hold a URL or SQL are masked as such.
    package mutating func attribute(key: String, value: String) -> Masked {
        switch key {
        case "url.full", "http.url", "http.target", "url.original": return Masked(text: url(value))
        case "url.query": return Masked(text: queryString(value))
        case "db.query.text", "db.statement": return Masked(text: sql(value))
        default: break
        }
        return redactor.isSensitive(key) ? mask(value) : Masked(text: freeText(value))
    }

    // MARK: Template context

    /// A template's keys, at any depth; what is under a secret key is gone whole.
    package mutating func context(_ nodes: [CapturedContext]) -> [MaskedContext] {
        nodes.map { node in
            guard !redactor.isSensitive(node.key) else { return masked(node) }
            let children = context(node.children)
            return MaskedContext(
                key: node.key, type: node.type, value: node.value.map(harmless), mask: 0, children: children,
                count: node.count)
        }
    }

    /// A context's value, which an adapter may have cut: an ellipsis then stands at its end.
    private func harmless(_ value: String) -> String {
        let isCut = value.hasSuffix("…")
        let text = isCut ? String(value.dropLast()) : value
        let masked = withoutTaught(FreeText.maskedURLs(text, isSensitive: redactor.isSensitive))
        return isCut ? masked + "…" : masked
    }

    private mutating func masked(_ node: CapturedContext) -> MaskedContext {
        teachAll(node)
        return MaskedContext(
            key: node.key, type: node.type, value: redactedText, mask: redactor.hash(node.value ?? node.type),
            children: [], count: nil)
    }

    private mutating func teachAll(_ node: CapturedContext) {
        if let value = node.value { teach(value) }
        for child in node.children { teachAll(child) }
    }
}
