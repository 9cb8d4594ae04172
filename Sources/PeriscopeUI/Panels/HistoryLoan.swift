import PeriscopeHistory

/// The history, for as long as a panel's content is being made.
///
/// A content is kept over frames, and with it whatever its rows hold on to; a history that is held elsewhere would be
/// copied at the next news. So what the rows need of it is taken before they are drawn up.
final class HistoryLoan {
    private(set) var history: History

    init(_ history: History) {
        self.history = history
    }

    /// From now on it is empty.
    func end() {
        history = History()
    }
}
