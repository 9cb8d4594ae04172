import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A short body of known length, written before its head is, so that both can go out in one write.
final class CollectedBody: Sendable {
    private struct State {
        /// Nearly always all there is.
        var first: ByteBuffer?
        var rest: [ByteBuffer] = []
        var bytes = 0
        var isFinished = false
        var trailers: HTTPFields?
        var failure: (any Error)?
    }

    private let declared: Int
    private let state = Mutex(State())

    /// Runs the body to its end; what it throws is kept for the moment at which it would have been thrown.
    init(_ body: ResponseBody, length: Int) async {
        declared = length
        do {
            try await body.write(Writer(collected: self))
        } catch {
            state.withLock { $0.failure = error }
        }
    }

    struct Result {
        /// All of it, without a copy if it was written as one.
        let buffer: ByteBuffer
        /// What the body threw.
        let failure: (any Error)?
        /// A body that writes the same bytes: one buffer, or, where the app did something unusual, just what it did.
        let replacement: ResponseBody
    }

    /// What the body did.
    var result: Result {
        let state = state.withLock { $0 }
        let buffer = Self.whole(state)
        let isPlain = state.failure == nil && state.isFinished && state.trailers == nil && state.bytes == declared
        let replacement = isPlain ? ResponseBody(byteBuffer: buffer) : Self.repeating(state, declared)
        return Result(buffer: buffer, failure: state.failure, replacement: replacement)
    }

    private static func whole(_ state: State) -> ByteBuffer {
        guard var buffer = state.first else { return ByteBuffer() }
        for var part in state.rest { buffer.writeBuffer(&part) }
        return buffer
    }

    private static func repeating(_ state: State, _ declared: Int) -> ResponseBody {
        ResponseBody(contentLength: declared) { writer in
            if let first = state.first { try await writer.write(first) }
            for part in state.rest { try await writer.write(part) }
            if state.isFinished { try await writer.finish(state.trailers) }
            if let failure = state.failure { throw failure }
        }
    }

    private func append(_ buffer: ByteBuffer) {
        state.withLock { state in
            if state.first == nil { state.first = buffer } else { state.rest.append(buffer) }
            state.bytes += buffer.readableBytes
        }
    }

    private func finish(_ trailers: HTTPFields?) {
        state.withLock { state in
            state.isFinished = true
            state.trailers = trailers
        }
    }

    private struct Writer: ResponseBodyWriter, Sendable {
        let collected: CollectedBody

        mutating func write(_ buffer: ByteBuffer) async throws {
            collected.append(buffer)
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
            collected.finish(trailingHeaders)
        }
    }
}
