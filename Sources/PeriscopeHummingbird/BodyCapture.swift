import NIOCore
import Periscope
import Synchronization

/// Keeps the first bytes of a body that passes by, and counts all of them.
final class BodyCapture: Sendable {
    private struct State {
        var bytes: UInt64 = 0
        var kept = ByteBuffer()
        var isHandedOver = false
        /// No more will come.
        var isOver = false
        var isBrokenOff = false
    }

    /// Bytes kept at most; 0 to count only.
    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Copies what fits under the limit, so that nothing larger than that is held.
    func append(_ buffer: ByteBuffer) {
        state.withLock { state in
            state.bytes += UInt64(buffer.readableBytes)
            let room = limit - state.kept.readableBytes
            guard room > 0, buffer.readableBytes > 0 else { return }
            state.kept.writeBytes(buffer.readableBytesView.prefix(room))
        }
    }

    /// The recorder has it already.
    var isHandedOver: Bool { state.withLock { $0.isHandedOver } }

    func noteHandedOver() {
        state.withLock { $0.isHandedOver = true }
    }

    /// The client went away before it had sent all.
    var isBrokenOff: Bool { state.withLock { $0.isBrokenOff } }

    /// The body ended, whatever was declared.
    func noteEnd(isBrokenOff: Bool) {
        state.withLock { state in
            state.isOver = true
            state.isBrokenOff = isBrokenOff
        }
    }

    /// No more will come, for whatever reason.
    func noteOver() {
        state.withLock { $0.isOver = true }
    }

    /// What passed; the declared size counts where it was not read to the end.
    func body(declared: UInt64?, contentType: String) -> CapturedBody {
        state.withLock { state in
            CapturedBody(
                bytes: state.isOver ? state.bytes : max(declared ?? 0, state.bytes),
                captured: state.kept.readableBytes > 0 ? state.kept : nil,
                contentType: contentType)
        }
    }
}
