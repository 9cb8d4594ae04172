import NcursesTerminal
import Synchronization

/// Rings the terminal's wake-up once there is a terminal; the hub starts before it, so that its refusal is a sentence
/// on an ordinary screen.
final class Wake: Sendable {
    private let terminal = Mutex<TerminalWaker?>(nil)

    func connect(to terminal: TerminalWaker) {
        self.terminal.withLock { $0 = terminal }
        ring()
    }

    /// From any thread.
    func ring() {
        terminal.withLock { $0 }?.wake()
    }
}
