import Hummingbird
import NIOCore

/// A request's body, each part of which is shown to a capture as the handler takes it.
struct WatchedRequestBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let body: RequestBody
    let hasLength: Bool
    let capture: BodyCapture
    /// Called when the last part has been taken.
    let atEnd: @Sendable () -> Void

    struct AsyncIterator: AsyncIteratorProtocol {
        var parts: RequestBody.AsyncIterator
        let hasLength: Bool
        let capture: BodyCapture
        let atEnd: @Sendable () -> Void

        mutating func next() async throws -> ByteBuffer? {
            do {
                guard let part = try await parts.next() else {
                    capture.noteEnd(isBrokenOff: false)
                    atEnd()
                    return nil
                }
                capture.append(part)
                return part
            } catch {
                // Who is cancelled stops reading; the body goes on.
                if !(error is CancellationError) {
                    capture.noteEnd(isBrokenOff: ConnectionLoss.isShown(by: error, hasLength: hasLength))
                }
                throw error
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(parts: body.makeAsyncIterator(), hasLength: hasLength, capture: capture, atEnd: atEnd)
    }
}
