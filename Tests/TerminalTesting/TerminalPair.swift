#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The two ends of a pseudo-terminal: what a program has for its terminal, and what a test reads and types at.
package struct TerminalPair {
    package let master: Int32
    /// The program's end, held open so that its modes can be asked when the program has gone.
    package let terminal: Int32
    /// The path of the program's end.
    package let name: String

    package init(columns: UInt16, rows: UInt16) throws(StartFailure) {
        guard let (master, name) = Self.openMaster() else { throw StartFailure("a pseudo-terminal", errno) }
        self.master = master
        self.name = name
        terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else {
            defer { _ = close(master) }
            throw StartFailure(name, errno)
        }
        resize(columns: columns, rows: rows)
    }

    /// The program is told by SIGWINCH.
    package func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// What `stty -a` prints of, but for the size.
    package var modes: [UInt64] {
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { return [] }
        let controls = withUnsafeBytes(of: modes.c_cc) { $0.map { UInt64($0) } }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].map { UInt64($0) } + controls
    }

    package func closeMaster() { _ = close(master) }
    package func closeTerminal() { _ = close(terminal) }

    #if os(Linux)
        /// Linux's own requests, since Glibc's module hides `posix_openpt` and its kin (ioctl_tty(2)).
        private static func openMaster() -> (descriptor: Int32, name: String)? {
            let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            guard descriptor >= 0 else { return nil }
            var unlocked: Int32 = 0
            var number: UInt32 = 0
            let setLock: UInt = 0x4004_5431
            let getNumber: UInt = 0x8004_5430
            guard ioctl(descriptor, setLock, &unlocked) == 0, ioctl(descriptor, getNumber, &number) == 0 else {
                return nil
            }
            return (descriptor, "/dev/pts/\(number)")
        }
    #else
        private static func openMaster() -> (descriptor: Int32, name: String)? {
            let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
            guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = ptsname(descriptor)
            else { return nil }
            return (descriptor, String(cString: name))
        }
    #endif
}
