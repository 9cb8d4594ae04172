/// What is known of a request when its last byte is written, or when that will not happen.
package struct RequestEnding: Sendable {
    /// Nanoseconds from the probe's anchor.
    package var end: UInt64
    /// When the handler returned its response; the body may still have been written after that.
    package var handled: UInt64
    package var status: Int
    package var responseHeaders: [(name: String, value: String)]
    package var requestBody: CapturedBody?
    package var responseBody: CapturedBody?
    /// An error that no middleware turned into a response.
    package var failure: CapturedFailure?
    /// The body was written in pieces of unknown number.
    package var isStreamed: Bool
    /// The client went away before the last byte.
    package var isAborted: Bool
    /// Taken down while the profiler is on, by the recorder.
    package var processUse: ProcessUse?

    package init(
        end: UInt64, handled: UInt64 = 0, status: Int = 0, responseHeaders: [(name: String, value: String)] = [],
        requestBody: CapturedBody? = nil, responseBody: CapturedBody? = nil, failure: CapturedFailure? = nil,
        isStreamed: Bool = false, isAborted: Bool = false
    ) {
        self.end = end
        self.handled = handled
        self.status = status
        self.responseHeaders = responseHeaders
        self.requestBody = requestBody
        self.responseBody = responseBody
        self.failure = failure
        self.isStreamed = isStreamed
        self.isAborted = isAborted
    }

    /// An estimate of what it holds.
    var heldBytes: Int {
        let headers = responseHeaders.reduce(128) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
        return headers + (requestBody?.heldBytes ?? 0) + (responseBody?.heldBytes ?? 0) + (failure?.heldBytes ?? 0)
    }
}
