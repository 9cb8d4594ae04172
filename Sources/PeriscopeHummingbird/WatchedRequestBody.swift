import Hummingbird
import NIOCore

/// A request's body, each part of which is shown to a capture as the handler takes it.
struct WatchedRequestBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    let capture: BodyCapture
    /// Called when the last part has been taken.
    let atEnd: @Sendable () -> Void

    struct AsyncIterator: AsyncIteratorProtocol {
        var parts: RequestBody.AsyncIterator
        let capture: BodyCapture
        let atEnd: @Sendable () -> Void

        mutating func next() async throws -> ByteBuffer? {
            guard let part = try await parts.next() else {
                atEnd()
                return nil
            }
            capture.append(part)
            return part
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(parts: body.makeAsyncIterator(), capture: capture, atEnd: atEnd)
    }
}
