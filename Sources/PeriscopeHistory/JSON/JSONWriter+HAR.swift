/// The objects of an HTTP Archive, as the specification of version 1.2 names them.
extension JSONWriter {
    mutating func entry(_ request: RequestRecord, app: AppRecord?, history: History) {
        object { writer in
            writer.key("startedDateTime")
            writer.string(Timestamp.text(request.startedAt))
            writer.key("time")
            writer.milliseconds(request.duration ?? 0)
            writer.key("request")
            writer.harRequest(request)
            writer.key("response")
            writer.harResponse(request)
            writer.key("cache")
            writer.object { _ in }
            writer.key("timings")
            writer.timings(request)
            writer.key("_periscope")
            writer.object { $0.request(request, app: app, history: history) }
        }
    }

    private mutating func harRequest(_ request: RequestRecord) {
        object { writer in
            writer.key("method")
            writer.string(request.method)
            writer.key("url")
            writer.string(Self.url(of: request))
            writer.harVersion(request)
            writer.key("cookies")
            writer.array(of: Self.cookies(request.requestHeaders)) { writer, cookie in
                writer.object { $0.name(cookie.name, value: cookie.value) }
            }
            writer.harHeaders(request.requestHeaders)
            writer.key("queryString")
            writer.array(of: Self.fields(request.query)) { writer, field in
                writer.object { $0.name(field.name, value: field.value) }
            }
            if let body = request.requestBody, body.bytes > 0 || body.text != nil { writer.postData(body) }
            writer.harSizes(body: request.requestBody?.bytes ?? 0)
        }
    }

    private mutating func harResponse(_ request: RequestRecord) {
        object { writer in
            writer.key("status")
            writer.number(request.status ?? 0)
            writer.key("statusText")
            writer.string(request.status == nil ? request.state.rawValue : "")
            writer.harVersion(request)
            writer.key("cookies")
            let set = request.responseHeaders.filter { $0.key.lowercased() == "set-cookie" }
            writer.array(of: set) { $0.setCookie($1.value) }
            writer.harHeaders(request.responseHeaders)
            writer.key("content")
            writer.content(request.responseBody)
            writer.key("redirectURL")
            writer.string(request.responseHeaders.first { $0.key.lowercased() == "location" }?.value ?? "")
            writer.harSizes(body: request.responseBody?.bytes ?? 0)
        }
    }

    /// What the server saw begins with the request's first byte: nothing is known of names, connections and sending.
    private mutating func timings(_ request: RequestRecord) {
        let time = request.duration ?? 0
        let handled = request.handled ?? request.start &+ time
        let wait = min(time, handled > request.start ? handled - request.start : 0)
        object { writer in
            for name: StaticString in ["blocked", "dns", "connect", "ssl"] {
                writer.key(name)
                writer.number(-1)
            }
            writer.key("send")
            writer.number(0)
            writer.key("wait")
            writer.milliseconds(wait)
            writer.key("receive")
            writer.milliseconds(time - wait)
        }
    }

    // MARK: Parts

    private mutating func name(_ name: String, value: String) {
        key("name")
        string(name)
        key("value")
        string(value)
    }

    private mutating func harVersion(_ request: RequestRecord) {
        key("httpVersion")
        string(request.httpVersion.isEmpty ? "HTTP/1.1" : request.httpVersion)
    }

    private mutating func harSizes(body: UInt64) {
        key("headersSize")
        number(-1)
        key("bodySize")
        number(body)
    }

    private mutating func harHeaders(_ headers: [HeaderRecord]) {
        key("headers")
        array(of: headers) { writer, header in
            writer.object { writer in
                writer.name(header.key, value: header.value)
                if header.truncatedBytes > 0 { writer.comment("\(header.truncatedBytes) bytes of it were cut") }
            }
        }
    }

    private mutating func postData(_ body: BodyRecord) {
        key("postData")
        object { writer in
            writer.key("mimeType")
            writer.string(body.contentType)
            let isForm = body.contentType.lowercased().hasPrefix("application/x-www-form-urlencoded")
            writer.key("params")
            writer.array(of: isForm ? Self.fields(body.text ?? "") : []) { writer, field in
                writer.object { $0.name(field.name, value: field.value) }
            }
            writer.key("text")
            writer.string(body.text ?? "")
            writer.missing(of: body)
        }
    }

    private mutating func content(_ body: BodyRecord?) {
        object { writer in
            writer.key("size")
            writer.number(body?.bytes ?? 0)
            writer.key("mimeType")
            let type = body?.contentType ?? ""
            writer.string(type.isEmpty ? "x-unknown" : type)
            guard let body else { return }
            if let text = body.text {
                writer.key("text")
                writer.string(text)
            }
            writer.missing(of: body)
        }
    }

    private mutating func missing(of body: BodyRecord) {
        if body.text == nil, body.bytes > 0 {
            comment("not captured: not text, too large, or turned off")
        } else if body.truncatedBytes > 0 {
            comment("\(body.truncatedBytes) bytes of it were cut")
        }
    }

    private mutating func comment(_ text: String) {
        key("comment")
        string(text)
    }

    private mutating func setCookie(_ text: String) {
        let parts = text.split(separator: ";").map { String($0.drop { $0 == " " }) }
        let pair = Self.pair(parts.first ?? "")
        let attributes = parts.dropFirst().map { Self.pair($0) }
        func value(_ name: String) -> String? { attributes.first { $0.name.lowercased() == name }?.value }
        object { writer in
            writer.name(pair.name, value: pair.value)
            for (key, name): (StaticString, String) in [("path", "path"), ("domain", "domain")] {
                guard let text = value(name) else { continue }
                writer.key(key)
                writer.string(text)
            }
            writer.key("httpOnly")
            writer.bool(value("httponly") != nil)
            writer.key("secure")
            writer.bool(value("secure") != nil)
        }
    }

    // MARK: Texts

    private static func url(of request: RequestRecord) -> String {
        let path = request.query.isEmpty ? request.path : request.path + "?" + request.query
        let scheme = request.scheme.isEmpty ? "http" : request.scheme
        // The format wants an absolute URL; `invalid` is a name that leads nowhere (RFC 2606).
        return scheme + "://" + (request.authority.isEmpty ? "host.invalid" : request.authority) + path
    }

    private static func cookies(_ headers: [HeaderRecord]) -> [(name: String, value: String)] {
        headers.filter { $0.key.lowercased() == "cookie" }.flatMap { $0.value.split(separator: ";") }
            .map { pair(String($0.drop { $0 == " " })) }
    }

    private static func fields(_ form: String) -> [(name: String, value: String)] {
        form.split(separator: "&").map { field in
            let pair = pair(String(field))
            return (PercentDecoding.decode(pair.name), PercentDecoding.decode(pair.value))
        }
    }

    private static func pair(_ text: String) -> (name: String, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : "")
    }
}
