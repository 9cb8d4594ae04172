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
    func collect(_ response: Response) async -> PlannedResponse {
        let fields = SeenFields(response.headers)
        let isText = options.bodies && fields.isText
        guard let length = response.body.contentLength else {
            let limit = isText ? options.bodyLimitBytes : 0
            return PlannedResponse(response: response, fields: fields, plan: .watch(limit: limit))
        }
        guard isText, method != .head, length > 0, length <= options.bodyLimitBytes else {
            let bytes = method == .head ? 0 : UInt64(max(0, length))
            return PlannedResponse(response: response, fields: fields, plan: .leaveAlone(bytes: bytes))
        }
        let collected = await CollectedBody(response.body, length: length).result
        var response = response
        // Of the same length, so that this changes no header.
        response.body = collected.replacement
        let body = CapturedBody(
            bytes: UInt64(collected.buffer.readableBytes), captured: collected.buffer,
            contentType: fields.contentType ?? "")
        let plan = ResponsePlan.collected(body, failure: collected.failure.map { CapturedFailure($0) })
        return PlannedResponse(response: response, fields: fields, plan: plan)
    }

    /// The handler returned a response.
    func close(_ planned: PlannedResponse) -> Response {
        let now = probe.now()
        let response = planned.response
        var ending = RequestEnding(
            end: now, handled: now, status: Int(response.status.code),
            responseHeaders: planned.fields.named, requestBody: requestBody.rest(isAborted: false),
            isAborted: requestBody.isBrokenOff)
        let type = planned.fields.contentType ?? ""
        switch planned.plan {
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
        let fields = (copy?.headers ?? (error as? HTTPError)?.headers).map { SeenFields($0) }
        let responseBody = await copiedBody(copy, fields)
        let makesResponse = ErrorStatus.makesResponse(error)
        recording.recorder.finish(
            RequestEnding(
                end: now, handled: now, status: ErrorStatus.code(of: error),
                responseHeaders: fields?.named ?? [],
                requestBody: requestBody.rest(isAborted: false),
                responseBody: responseBody,
                failure: makesResponse ? nil : CapturedFailure(error),
                isAborted: requestBody.isBrokenOff || (error is CancellationError && Task.isCancelled)))
    }

    /// Text within the limit; of anything else, and of a body that fails to be what it says, the size alone.
    private func copiedBody(_ copy: Response?, _ fields: SeenFields?) async -> CapturedBody? {
        guard let copy, let fields, let length = copy.body.contentLength, length > 0 else { return nil }
        var body = CapturedBody(bytes: UInt64(length), contentType: fields.contentType ?? "")
        guard options.bodies, fields.isText, length <= options.bodyLimitBytes else { return body }
        let collected = await CollectedBody(copy.body, length: length).result
        if collected.failure == nil, collected.buffer.readableBytes == length { body.captured = collected.buffer }
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
