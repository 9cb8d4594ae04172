package import PeriscopeWire

/// Decides what the uplink does next: no socket, no clock, no thread.
///
/// It tries the places where a viewer may listen, in turn, and again after a wait, without end.
package struct UplinkMachine: Sendable {
    package enum State: Equatable {
        case idle
        case connecting(candidate: Int)
        /// Our hello is on its way; the hub's is awaited, as long as it takes: a viewer may be suspended.
        case greeting
        case flowing
        case closing
        case waiting
        case stopped
    }

    package enum Action: Equatable {
        case none
        case connect(path: String)
        case wait(milliseconds: Int64)
        case greet
        /// The hub said hello; the number tells this connection from all others of the process.
        case flow(connection: UInt64)
        case close
    }

    /// Between two rounds of attempts.
    package static let retryMilliseconds: Int64 = 250
    /// After a viewer said that it need not be tried again: another one may take its place.
    package static let refusedMilliseconds: Int64 = 5_000

    package private(set) var state = State.idle
    /// Connections that flowed so far.
    package private(set) var connections: UInt64 = 0
    private let candidates: [String]
    private var isRefused = false
    /// The candidate at which somebody else listens, while the connection to it is being closed.
    private var strangers: Int?

    package init(candidates: [String]) {
        self.candidates = candidates
    }

    package var isFlowing: Bool { state == .flowing }

    /// Begins a round of attempts.
    package mutating func begin() -> Action {
        guard state == .idle || state == .waiting, let first = candidates.first else { return .none }
        state = .connecting(candidate: 0)
        return .connect(path: first)
    }

    /// Nobody listens there.
    package mutating func failed() -> Action {
        guard case .connecting(let candidate) = state else { return .none }
        guard candidate + 1 < candidates.count else { return wait() }
        state = .connecting(candidate: candidate + 1)
        return .connect(path: candidates[candidate + 1])
    }

    /// Somebody listens there, of our own uid or of another.
    package mutating func connected(isTrusted: Bool) -> Action {
        guard case .connecting(let candidate) = state else { return .close }
        // A stranger's socket is no better than none: once it is closed the next candidate is tried.
        strangers = isTrusted ? nil : candidate
        state = isTrusted ? .greeting : .closing
        return isTrusted ? .greet : .close
    }

    /// The hub said something.
    package mutating func heard(_ event: WireEvent) -> Action {
        switch (state, event) {
        case (.greeting, .hello):
            state = .flowing
            connections &+= 1
            return .flow(connection: connections)
        case (.greeting, .goodbye(let goodbye)), (.flowing, .goodbye(let goodbye)):
            isRefused = goodbye.refused
            state = .closing
            return .close
        case (.greeting, .failed(let error)), (.flowing, .failed(let error)):
            if case .versionMismatch = error { isRefused = true }
            state = .closing
            return .close
        default:
            return .none
        }
    }

    /// The connection is gone, whoever closed it.
    package mutating func closed() -> Action {
        if let candidate = strangers, state == .closing {
            strangers = nil
            state = .connecting(candidate: candidate)
            return failed()
        }
        return switch state {
        case .connecting, .greeting, .flowing, .closing: wait()
        case .idle, .waiting, .stopped: .none
        }
    }

    package mutating func stop() {
        state = .stopped
    }

    private mutating func wait() -> Action {
        state = .waiting
        defer { isRefused = false }
        return .wait(milliseconds: isRefused ? Self.refusedMilliseconds : Self.retryMilliseconds)
    }
}
