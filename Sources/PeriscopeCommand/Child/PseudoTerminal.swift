import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A pair of descriptors of which one is a terminal to a child, and the other reads what the child writes.
enum PseudoTerminal {
    /// Opens one; reading never waits, and neither end is inherited but where it is handed on.
    static func make() throws -> (output: FileDescriptor, terminal: FileDescriptor, name: String) {
        guard let (output, name) = openMaster() else {
            throw CommandFailure("No pseudo-terminal can be opened for the command: \(SystemError.last).")
        }
        let terminal = try openTerminal(name)
        _ = fcntl(output, F_SETFD, FD_CLOEXEC)
        _ = fcntl(output, F_SETFL, fcntl(output, F_GETFL) | O_NONBLOCK)
        // Lines end as the child wrote them.
        var mode = termios()
        if tcgetattr(terminal.rawValue, &mode) == 0 {
            mode.c_oflag &= ~tcflag_t(OPOST)
            mode.c_lflag &= ~tcflag_t(ECHO)
            _ = tcsetattr(terminal.rawValue, TCSANOW, &mode)
        }
        return (FileDescriptor(rawValue: output), terminal, name)
    }

    /// Changes the size, if it is another; who has the terminal for its own is told by SIGWINCH.
    ///
    /// Never under 20×4, where programs no longer know how to behave.
    static func setSize(of output: FileDescriptor, columns: Int, rows: Int) {
        var size = winsize()
        let columns = UInt16(clamping: max(20, columns))
        let rows = UInt16(clamping: max(4, rows))
        guard ioctl(output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col != columns || size.ws_row != rows else {
            return
        }
        size.ws_col = columns
        size.ws_row = rows
        _ = ioctl(output.rawValue, UInt(TIOCSWINSZ), &size)
    }

    private static func openTerminal(_ name: String) throws -> FileDescriptor {
        let descriptor = name.withCString { open($0, O_RDWR | O_NOCTTY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw CommandFailure("The pseudo-terminal \(name) can't be opened: \(SystemError.last).")
        }
        return FileDescriptor(rawValue: descriptor)
    }

    #if os(Linux)
        /// Linux's own requests, since Glibc's module hides `posix_openpt` and its kin (linux/tty: ioctl_tty(2)).
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
