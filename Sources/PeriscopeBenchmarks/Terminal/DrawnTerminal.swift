import Foundation
import NcursesTerminal
import Screen
import Synchronization
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// This process's own standard streams as a terminal that ncurses draws on, while a thread reads what comes out.
///
/// Its reader's CPU is not in a thread's figures. Nothing may be printed until it is closed.
final class DrawnTerminal {
    let terminal: NcursesTerminal
    private let master: Int32
    private let kept: [Int32]
    private let bytesRead: SharedCount

    private final class SharedCount: Sendable {
        let value = Atomic<Int>(0)
    }

    init(_ size: ScreenSize, color: ColorDepth.Option = .trueColor) throws {
        let pair = try PtyPair(columns: size.columns, rows: size.rows)
        master = pair.master
        let slave = open(pair.name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard slave >= 0 else { throw BenchmarkFailure("\(pair.name) can't be opened.") }
        fflush(nil)
        kept = [STDIN_FILENO, STDOUT_FILENO].map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        dup2(slave, STDIN_FILENO)
        dup2(slave, STDOUT_FILENO)
        close(slave)
        let count = SharedCount()
        bytesRead = count
        let master = self.master
        Thread.detachNewThread {
            var piece = [UInt8](repeating: 0, count: 65_536)
            while case let count1 = read(master, &piece, piece.count), count1 > 0 {
                count.value.add(count1, ordering: .relaxed)
            }
        }
        let environment = ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"]
        setlocale(LC_ALL, "C.UTF-8")
        do {
            terminal = try NcursesTerminal(
                TerminalOptions(theme: ThemeLibrary.terminal, color: color, environment: environment))
        } catch {
            Self.giveBack(kept)
            throw BenchmarkFailure("\(error)")
        }
    }

    /// Bytes that the terminal was sent so far, as far as they were read.
    var bytes: Int { bytesRead.value.load(ordering: .relaxed) }

    /// Gives the streams back.
    func end() {
        terminal.close()
        Self.giveBack(kept)
    }

    private static func giveBack(_ kept: [Int32]) {
        dup2(kept[0], STDIN_FILENO)
        dup2(kept[1], STDOUT_FILENO)
        for descriptor in kept { close(descriptor) }
    }
}
