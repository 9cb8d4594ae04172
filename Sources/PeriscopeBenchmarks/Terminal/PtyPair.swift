#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A pseudo-terminal: one end to draw on, the other to see what was drawn.
struct PtyPair {
    let master: Int32
    /// The path of the end that a program draws on.
    let name: String

    init(columns: Int, rows: Int) throws {
        guard let (master, name) = Self.openMaster() else {
            throw BenchmarkFailure("There is no pseudo-terminal to be had.")
        }
        self.master = master
        self.name = name
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        var size = winsize(
            ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    #if os(Linux)
        /// Linux's own requests, since Glibc's module hides `posix_openpt` and its kin (linux/tty: ioctl_tty(2)).
        private static func openMaster() -> (Int32, String)? {
            let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            guard master >= 0 else { return nil }
            var unlocked: Int32 = 0
            var number: UInt32 = 0
            let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
            guard ioctl(master, setLock, &unlocked) == 0, ioctl(master, getNumber, &number) == 0 else { return nil }
            return (master, "/dev/pts/\(number)")
        }
    #else
        private static func openMaster() -> (Int32, String)? {
            let master = posix_openpt(O_RDWR | O_NOCTTY)
            guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
                return nil
            }
            return (master, String(cString: name))
        }
    #endif
}
