import HTTPTypes
import Hummingbird
import Periscope

/// What is seen of a request's body: copied as the handler reads it, never read ahead.
struct RequestBodyWatch: Sendable {
    private let capture: BodyCapture?
    private let declared: UInt64?
    private let contentType: String

    init(of request: Request, _ fields: SeenFields, options: ProbeOptions) {
        declared = fields.contentLength.flatMap { UInt64($0) }
        contentType = fields.contentType ?? ""
        guard Self.mayHaveBody(request.method, fields, declared: declared) else {
            capture = nil
            return
        }
        capture = BodyCapture(limit: options.bodies && fields.isText ? options.bodyLimitBytes : 0)
    }

    /// The request with this between it and its body, or nil if it has none: how much of it comes no header says.
    func watched(_ request: Request, recorder: Recorder) -> Request? {
        guard let capture else { return nil }
        var request = request
        let watch = self
        request.body = RequestBody(
            asyncSequence: WatchedRequestBody(body: request.body, hasLength: declared != nil, capture: capture) {
                guard !capture.isHandedOver, let body = watch.body else { return }
                recorder.setRequestBody(body)
                capture.noteHandedOver()
            })
        return request
    }

    /// A request with neither a length nor chunks has no body in HTTP/1; in HTTP/2 it may, but a GET has none.
    private static func mayHaveBody(_ method: HTTPRequest.Method, _ fields: SeenFields, declared: UInt64?) -> Bool {
        if let declared { return declared > 0 }
        if fields.hasTransferEncoding { return true }
        switch method {
        case .get, .head, .options, .trace, .connect: return false
        default: return true
        }
    }

    /// The client went away while it was read.
    var isBrokenOff: Bool { capture?.isBrokenOff == true }

    /// Nil if there was none, or if the recorder has it because it was read to its end.
    ///
    /// - Parameter isAborted: the client is gone, so what was declared and did not come never will.
    func rest(isAborted: Bool) -> CapturedBody? {
        if isAborted { capture?.noteOver() }
        return capture?.isHandedOver == true ? nil : body
    }

    /// Nil if there was none.
    private var body: CapturedBody? {
        guard let body = capture?.body(declared: declared, contentType: contentType), body.bytes > 0 else { return nil }
        return body
    }
}
