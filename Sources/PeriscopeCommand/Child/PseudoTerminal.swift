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
    static func open() throws -> (output: FileDescriptor, terminal: FileDescriptor) {
        let output = posix_openpt(O_RDWR | O_NOCTTY)
        guard output >= 0, grantpt(output) == 0, unlockpt(output) == 0, let name = ptsname(output) else {
            throw CommandFailure("No pseudo-terminal can be opened for the command: \(lastSystemError()).")
        }
        let terminal = try FileDescriptor.open(
            FilePath(String(cString: name)), .readWrite, options: [.noControllingTTY])
        for descriptor in [output, terminal.rawValue] {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        _ = fcntl(output, F_SETFL, fcntl(output, F_GETFL) | O_NONBLOCK)
        // Lines end as the child wrote them, and it is as wide as most terminals.
        var size = winsize(ws_row: 50, ws_col: 160, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal.rawValue, UInt(TIOCSWINSZ), &size)
        var mode = termios()
        if tcgetattr(terminal.rawValue, &mode) == 0 {
            mode.c_oflag &= ~tcflag_t(OPOST)
            mode.c_lflag &= ~tcflag_t(ECHO)
            _ = tcsetattr(terminal.rawValue, TCSANOW, &mode)
        }
        return (FileDescriptor(rawValue: output), terminal)
    }

    /// The system's words for the last error, such as "No such file or directory".
    private static func lastSystemError() -> String {
        String(cString: strerror(errno))
    }
}
