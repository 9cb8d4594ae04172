import Synchronization

/// What a task found out, for a loop that can't await it.
final class Answer: Sendable {
    private let state = Mutex<Bool?>(nil)

    /// Absent until the task has answered.
    var value: Bool? { state.withLock { $0 } }

    func set(_ isSuccess: Bool) {
        state.withLock { $0 = isSuccess }
    }
}
