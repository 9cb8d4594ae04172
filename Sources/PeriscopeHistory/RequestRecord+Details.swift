/// What is packed once a request has ended.
///
/// Reading unpacks, setting unpacks for good.
extension RequestRecord {
    package var scheme: String {
        get { storage.head.scheme }
        set { storage.editHead { $0.head.scheme = newValue } }
    }

    package var authority: String {
        get { storage.head.authority }
        set { storage.editHead { $0.head.authority = newValue } }
    }

    package var httpVersion: String {
        get { storage.head.httpVersion }
        set { storage.editHead { $0.head.httpVersion = newValue } }
    }

    package var remoteAddress: String {
        get { storage.head.remoteAddress }
        set { storage.editHead { $0.head.remoteAddress = newValue } }
    }

    package var parameters: [AttributeRecord] {
        get { storage.head.parameters }
        set { storage.editHead { $0.head.parameters = newValue } }
    }

    package var requestHeaders: [HeaderRecord] {
        get { storage.head.requestHeaders }
        set { storage.editHead { $0.head.requestHeaders = newValue } }
    }

    package var responseHeaders: [HeaderRecord] {
        get { storage.head.responseHeaders }
        set { storage.editHead { $0.head.responseHeaders = newValue } }
    }

    package var requestBody: BodyRecord? {
        get { storage.bodies.request }
        set { storage.editHead { $0.bodies.request = newValue } }
    }

    package var responseBody: BodyRecord? {
        get { storage.bodies.response }
        set { storage.editHead { $0.bodies.response = newValue } }
    }

    /// Of the response's body as it was sent; reads no more than that.
    package var responseBodyBytes: UInt64? { storage.bodyBytes(ofRequest: false) }

    package var failure: FailureRecord? {
        get { storage.bodies.failure }
        set { storage.editHead { $0.bodies.failure = newValue } }
    }

    /// In order of their start; the server span itself is not among them.
    package var spans: [SpanRecord] {
        get { storage.spans }
        set { storage.edit { $0.setSpans(newValue) } }
    }

    /// In order of time.
    package var logs: [LogRecord] {
        get { storage.logs }
        set { storage.edit { $0.setLogs(newValue) } }
    }
}
