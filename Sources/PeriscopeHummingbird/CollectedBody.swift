import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A short body of known length, written before its head is, so that both can go out in one write.
final class CollectedBody: Sendable {
    private struct State {
        var parts: [ByteBuffer] = []
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

    /// What the body threw.
    var failure: (any Error)? { state.withLock { $0.failure } }

    /// All of it in one buffer, without a copy if it was written as one.
    var buffer: ByteBuffer {
        state.withLock { state in
            guard var buffer = state.parts.first else { return ByteBuffer() }
            for var part in state.parts.dropFirst() { buffer.writeBuffer(&part) }
            return buffer
        }
    }

    /// A body that writes the same bytes: one buffer, or, where the app did something unusual, just what it did.
    var replacement: ResponseBody {
        let state = state.withLock { $0 }
        let isPlain = state.failure == nil && state.isFinished && state.trailers == nil && state.bytes == declared
        if isPlain { return ResponseBody(byteBuffer: buffer) }
        return ResponseBody(contentLength: declared) { writer in
            for part in state.parts { try await writer.write(part) }
            if state.isFinished { try await writer.finish(state.trailers) }
            if let failure = state.failure { throw failure }
        }
    }

    private func append(_ buffer: ByteBuffer) {
        state.withLock { state in
            state.parts.append(buffer)
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
