import HTTPTypes
import Hummingbird
import NIOCore
import Periscope
import PeriscopeWire
import Synchronization

/// Closes a request's record once: when its last byte is written, when it fails, or when its body is thrown away.
///
/// Hummingbird answers a HEAD with the head of a GET's response and drops the body, and drops it too if the head cannot
/// be written; so what is still open when this goes away is closed then.
final class RequestClosing: Sendable {
    private let probe: Probe
    private let options: ProbeOptions
    private let recording: Recording
    private let method: HTTPRequest.Method
    private let requestBody: RequestBodyWatch
    /// What is known so far of a response that is being written.
    private let pending = Mutex<RequestEnding?>(nil)

    init(
        probe: Probe, options: ProbeOptions, recording: Recording, method: HTTPRequest.Method,
        requestBody: RequestBodyWatch
    ) {
        self.probe = probe
        self.options = options
        self.recording = recording
        self.method = method
        self.requestBody = requestBody
    }

    deinit {
        guard var ending = pending.withLock({ $0.take() }) else { return }
        ending.end = probe.now()
        ending.isStreamed = method != .head
        ending.isAborted = method != .head
        // The client left before the response was begun: what it had sent by then is all there is.
        ending.requestBody = requestBody.rest(isAborted: ending.isAborted)
        recording.recorder.finish(ending)
    }

    /// Decides about the body, and collects it where that is the plan.
    ///
    /// A HEAD's body is never run: Hummingbird would not run it either.
    func collect(_ response: Response) async throws -> (Response, ResponsePlan) {
        let isText = options.bodies && TextType.isText(response.headers)
        guard let length = response.body.contentLength else {
            return (response, .watch(limit: isText ? options.bodyLimitBytes : 0))
        }
        guard isText, method != .head, length > 0, length <= options.bodyLimitBytes else {
            return (response, .leaveAlone(bytes: method == .head ? 0 : UInt64(max(0, length))))
        }
        let collected = await CollectedBody(response.body, length: length)
        var response = response
        response.body = collected.replacement
        let buffer = collected.buffer
        let body = CapturedBody(
            bytes: UInt64(buffer.readableBytes), captured: buffer, contentType: response.headers[.contentType] ?? "")
        return (response, .collected(body, failure: collected.failure.map { CapturedFailure($0) }))
    }

    /// The handler returned a response.
    func close(_ response: Response, _ plan: ResponsePlan) -> Response {
        let now = probe.now()
        var ending = RequestEnding(
            end: now, handled: now, status: Int(response.status.code),
            responseHeaders: response.headers.namedFields, requestBody: requestBody.rest(isAborted: false),
            isAborted: requestBody.isBrokenOff)
        let type = response.headers[.contentType] ?? ""
        switch plan {
        case .leaveAlone(let bytes):
            ending.responseBody = bytes > 0 ? CapturedBody(bytes: bytes, contentType: type) : nil
            recording.recorder.finish(ending)
            return response
        case .collected(let body, let failure):
            ending.responseBody = body
            ending.failure = failure
            recording.recorder.finish(ending)
            return response
        case .watch(let limit):
            return watch(response, ending, limit: limit, contentType: type)
        }
    }

    /// The handler threw; the response, if there is one, is made outside, and the copy is like it.
    ///
    /// Of a HEAD too Hummingbird sends the body of an error, so it is recorded.
    func close(throwing error: any Error, at now: UInt64, copy: Response?) async {
        let responseBody = await copiedBody(copy)
        let makesResponse = ErrorStatus.makesResponse(error)
        recording.recorder.finish(
            RequestEnding(
                end: now, handled: now, status: ErrorStatus.code(of: error),
                responseHeaders: (copy?.headers ?? (error as? HTTPError)?.headers)?.namedFields ?? [],
                requestBody: requestBody.rest(isAborted: false),
                responseBody: responseBody,
                failure: makesResponse ? nil : CapturedFailure(error),
                isAborted: requestBody.isBrokenOff || (error is CancellationError && Task.isCancelled)))
    }

    /// Text within the limit; of anything else, and of a body that fails to be what it says, the size alone.
    private func copiedBody(_ copy: Response?) async -> CapturedBody? {
        guard let copy, let length = copy.body.contentLength, length > 0 else { return nil }
        var body = CapturedBody(bytes: UInt64(length), contentType: copy.headers[.contentType] ?? "")
        guard options.bodies, TextType.isText(copy.headers), length <= options.bodyLimitBytes else { return body }
        let collected = await CollectedBody(copy.body, length: length)
        let buffer = collected.buffer
        if collected.failure == nil, buffer.readableBytes == length { body.captured = buffer }
        return body
    }

    /// Wraps a body of unknown length: it is run after the middlewares are left, so the recording is bound anew.
    private func watch(
        _ response: Response, _ ending: RequestEnding, limit: Int, contentType: String
    ) -> Response {
        pending.withLock { $0 = ending }
        if method != .head { recording.recorder.beginStreaming(at: ending.handled) }
        var response = response
        let body = response.body
        response.body = ResponseBody { [self] writer in
            let stream = StreamedBody(limit: limit)
            let span = recording.recorder.begin(
                .internal, name: "response body", parent: recording.span, at: probe.now())
            let inner = span == 0 ? recording : recording.child(span)
            do {
                try await write(body, to: WatchedWriter(client: writer, stream: stream), in: inner)
                finish(stream, span: span, error: nil, contentType: contentType)
            } catch {
                finish(stream, span: span, error: error, contentType: contentType)
                throw error
            }
        }
        return response
    }

    private func write(_ body: ResponseBody, to writer: WatchedWriter, in recording: Recording) async throws {
        // Safe because the writer is used by this one call, which is awaited.
        nonisolated(unsafe) let writer = writer
        try await recording.bound { try await body.write(writer) }
    }

    private func finish(_ stream: StreamedBody, span: UInt64, error: (any Error)?, contentType: String) {
        guard var ending = pending.withLock({ $0.take() }) else { return }
        let isAborted =
            stream.isClientGone || requestBody.isBrokenOff || (error is CancellationError && Task.isCancelled)
        ending.end = probe.now()
        ending.isStreamed = true
        ending.isAborted = requestBody.isBrokenOff || (error != nil && isAborted)
        ending.failure = isAborted ? nil : error.map { CapturedFailure($0) }
        // Read again: a body may be read while the response is written.
        ending.requestBody = requestBody.rest(isAborted: ending.isAborted)
        ending.responseBody = stream.capture.body(declared: nil, contentType: contentType)
        recording.recorder.end(
            span, at: ending.end,
            outcome: SpanOutcome(status: ending.failure == nil ? .ok : .error, failure: ending.failure))
        recording.recorder.finish(ending)
    }
}
