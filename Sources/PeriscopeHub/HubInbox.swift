import Synchronization

/// From the hub's thread to the loop: bounded, with one wake-up between two takes.
///
/// Full does not mean lost: the hub then stops reading from its connections, so that what it has read already is all
/// that can still come. Only process samples and notices of refused connections are dropped, and counted.
package final class HubInbox: Sendable {
    private struct State {
        var entries: [(event: HubEvent, bytes: Int)] = []
        var bytes = 0
        var isWakePending = false
        var isFull = false
        var dropped: UInt64 = 0
        var resume: (@Sendable () -> Void)?
    }

    private let capacity: Int
    private let capacityBytes: Int
    private let wake: @Sendable () -> Void
    private let state = Mutex(State())

    /// - Parameters:
    ///   - capacity: Events, from which on the hub stops reading.
    ///   - capacityBytes: The same in bytes on the wire; decoded, they take several times that.
    ///   - wake: Called from the hub's thread; at most once between two takes. It must return at once.
    package init(
        capacity: Int = 4096, capacityBytes: Int = 16 << 20, wake: @escaping @Sendable () -> Void
    ) {
        precondition(capacity > 0 && capacityBytes > 0, "An inbox needs room for an event.")
        self.capacity = capacity
        self.capacityBytes = capacityBytes
        self.wake = wake
    }

    /// What has come, oldest first; empty where there is nothing.
    ///
    /// With a limit, what stays behind is woken for again at once.
    /// - Parameters:
    ///   - limit: At most so many events.
    ///   - bytes: Stop after the event with which so many bytes on the wire are reached.
    package func take(atMost limit: Int = .max, bytes: Int = .max) -> [HubEvent] {
        let taken = state.withLock { take(&$0, limit: limit, bytes: bytes) }
        taken.resume?()
        if taken.isMore { wake() }
        return taken.events
    }

    /// Samples and notices that were dropped because the inbox was full.
    package var droppedEvents: UInt64 { state.withLock { $0.dropped } }

    private typealias Taken = (events: [HubEvent], resume: (@Sendable () -> Void)?, isMore: Bool)

    private func take(_ state: inout State, limit: Int, bytes: Int) -> Taken {
        var count = 0
        var taken = 0
        while count < state.entries.count, count < limit, taken < bytes {
            taken += state.entries[count].bytes
            count += 1
        }
        let events = state.entries.prefix(count).map(\.event)
        state.entries.removeFirst(count)
        state.bytes -= taken
        let isMore = !state.entries.isEmpty
        state.isWakePending = isMore
        // Half empty, so that the hub does not stop and go with every event.
        guard state.isFull, state.entries.count <= capacity / 2, state.bytes <= capacityBytes / 2 else {
            return (events, nil, isMore)
        }
        state.isFull = false
        return (events, state.resume, isMore)
    }
}

extension HubInbox {
    /// Adds an event, and says whether there is room for more; if not, `resume` will be called when there is.
    ///
    /// - Parameter isDroppable: It may be left out, and counted, where there is no room.
    func offer(_ event: HubEvent, bytes: Int, isDroppable: Bool = false) -> Bool {
        let (needsWake, hasRoom) = state.withLock { state in
            if state.isFull && isDroppable {
                state.dropped += 1
                return (false, false)
            }
            state.entries.append((event, bytes))
            state.bytes += bytes
            if state.entries.count >= capacity || state.bytes >= capacityBytes { state.isFull = true }
            defer { state.isWakePending = true }
            return (!state.isWakePending, !state.isFull)
        }
        if needsWake { wake() }
        return hasRoom
    }

    /// What to call, from the taking thread, when a full inbox has room again.
    func onRoom(_ resume: (@Sendable () -> Void)?) {
        state.withLock { $0.resume = resume }
    }
}
