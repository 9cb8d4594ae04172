import CNcurses

/// Wakes the loop that waits for the terminal.
///
/// From any thread, at any time, also after the terminal was closed.
package struct TerminalWaker: Sendable {
    package func wake() {
        pc_wake()
    }
}
