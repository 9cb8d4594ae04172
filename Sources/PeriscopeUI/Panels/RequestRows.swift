import PeriscopeHistory

/// The rows of the Request panel: names and values, then bodies, whose lines are drawn only when they are on screen.
struct RequestRows {
    enum Row {
        case blank
        case heading(String, String)
        /// A row that is not one of a pair, such as the request line.
        case line(String)
        case pair(name: String, value: String, isMasked: Bool)
        case note(String)
        case body(TextBlock.Row, isJSON: Bool, isResponse: Bool)
    }

    private(set) var rows: [Row] = []
    private let input: PanelInput

    init(_ input: PanelInput) {
        self.input = input
        appendRequest()
        appendResponse()
    }

    private mutating func appendRequest() {
        let request = input.request
        rows.append(.heading("REQUEST", request.remoteAddress.isEmpty ? "" : "from " + request.remoteAddress))
        rows.append(.line([request.method, RequestText.url(request), request.httpVersion].joined(separator: " ")))
        appendQuery(request.query)
        appendHeaders(request.requestHeaders)
        appendCookies(request.requestHeaders, name: "cookie")
        append(request.requestBody, isResponse: false)
    }

    private mutating func appendResponse() {
        let request = input.request
        rows.append(.blank)
        rows.append(.heading("RESPONSE", ""))
        switch request.state {
        case .open: rows.append(.note(request.isStreamed ? "still being written" : "none yet: the request is running"))
        case .lost: rows.append(.note("none: the server went away first"))
        case .finished, .failed: rows.append(.line(request.status.map { "status \($0)" } ?? "no status"))
        }
        appendHeaders(request.responseHeaders)
        append(request.responseBody, isResponse: true)
    }

    private mutating func appendQuery(_ query: String) {
        guard !query.isEmpty else { return }
        rows.append(.heading("  query", ""))
        appendForm(query[...])
    }

    private mutating func appendForm(_ text: Substring) {
        for pair in text.split(separator: "&").prefix(1_000) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? PercentDecoding.decode(parts[1]) : ""
            rows.append(
                .pair(name: PercentDecoding.decode(parts.first ?? pair), value: value, isMasked: value == redacted))
        }
    }

    private mutating func appendHeaders(_ headers: [HeaderRecord]) {
        guard !headers.isEmpty else { return }
        rows.append(.heading("  headers", ""))
        for header in headers {
            let isMasked = header.mask != 0 || header.value == redacted
            rows.append(.pair(name: header.key, value: header.value, isMasked: isMasked))
            if header.truncatedBytes > 0 { rows.append(.note("\(header.truncatedBytes) bytes of it were cut")) }
        }
    }

    /// Names are kept by the probe, values are masked.
    private mutating func appendCookies(_ headers: [HeaderRecord], name: String) {
        let cookies = headers.filter { $0.key.lowercased() == name }.flatMap { $0.value.split(separator: ";") }
        guard !cookies.isEmpty else { return }
        rows.append(.heading("  cookies", ""))
        for cookie in cookies.prefix(500) {
            let parts = cookie.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1]) : ""
            rows.append(
                .pair(
                    name: String((parts.first ?? cookie).drop { $0 == " " }), value: value, isMasked: value == redacted)
            )
        }
    }

    private mutating func append(_ body: BodyRecord?, isResponse: Bool) {
        guard let body, body.bytes > 0 || body.text != nil else {
            if input.request.state != .open { rows.append(.heading("  body", "none")) }
            return
        }
        let size = input.format.bytes(body.bytes) + (body.contentType.isEmpty ? "" : ", " + body.contentType)
        rows.append(.heading("  body", size))
        guard let text = body.text else {
            rows.append(.note("not captured: not text, too large, or turned off"))
            return
        }
        if body.contentType.lowercased().hasPrefix("application/x-www-form-urlencoded") {
            appendForm(text[...])
        } else {
            appendText(text, isResponse: isResponse)
        }
        if body.truncatedBytes > 0 { rows.append(.note(input.format.bytes(body.truncatedBytes) + " more were cut")) }
    }

    private mutating func appendText(_ text: String, isResponse: Bool) {
        let pretty = JSONIndenter.indented(text)
        let block = TextBlock(pretty ?? text, wrappedTo: input.isWrapping ? max(8, input.width - 6) : nil)
        for row in block.rows { rows.append(.body(row, isJSON: pretty != nil, isResponse: isResponse)) }
        if block.isCut { rows.append(.note("more lines are left out here; v shows all")) }
    }
}
