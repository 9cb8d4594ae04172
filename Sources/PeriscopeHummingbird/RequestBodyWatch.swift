import HTTPTypes
import Hummingbird
import Periscope

/// What is seen of a request's body: copied as the handler reads it, never read ahead.
struct RequestBodyWatch: Sendable {
    private let capture: BodyCapture?
    private let declared: UInt64?
    private let contentType: String

    /// Puts itself between the request and its body, if there is something to see that no header says.
    init(of request: inout Request, recorder: Recorder, options: ProbeOptions) {
        let headers = request.headers
        declared = headers[.contentLength].flatMap { UInt64($0) }
        contentType = headers[.contentType] ?? ""
        let isText = options.bodies && TextType.isText(headers)
        guard Self.mayHaveBody(request, declared: declared), isText || declared == nil else {
            capture = nil
            return
        }
        let capture = BodyCapture(limit: isText ? options.bodyLimitBytes : 0)
        self.capture = capture
        let watch = self
        request.body = RequestBody(
            asyncSequence: WatchedRequestBody(body: request.body, capture: capture) {
                guard !capture.isHandedOver, let body = watch.body else { return }
                recorder.setRequestBody(body)
                capture.noteHandedOver()
            })
    }

    /// A request with neither a length nor chunks has no body in HTTP/1; in HTTP/2 it may, but a GET has none.
    private static func mayHaveBody(_ request: Request, declared: UInt64?) -> Bool {
        if let declared { return declared > 0 }
        if request.headers[.transferEncoding] != nil { return true }
        switch request.method {
        case .get, .head, .options, .trace, .connect: return false
        default: return true
        }
    }

    /// Nil if there was none, or if the recorder has it because it was read to its end.
    var rest: CapturedBody? {
        capture?.isHandedOver == true ? nil : body
    }

    /// Nil if there was none.
    private var body: CapturedBody? {
        if let capture {
            let body = capture.body(declared: declared, contentType: contentType)
            return body.bytes > 0 ? body : nil
        }
        return declared.flatMap { $0 > 0 ? CapturedBody(bytes: $0, contentType: contentType) : nil }
    }
}
