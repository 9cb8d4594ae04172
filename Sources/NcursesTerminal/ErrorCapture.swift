import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Keeps what the process prints away from the screen, and shows it afterwards on standard error.
///
/// Only descriptors that are a terminal are redirected: what goes to a file still does.
struct ErrorCapture {
    private let file: Int32
    private let realOutput: Int32
    private let realErrors: Int32

    /// Redirects; nil when nothing is to be redirected or there is no temporary file.
    static func start() -> ErrorCapture? {
        guard isatty(STDOUT_FILENO) == 1 || isatty(STDERR_FILENO) == 1 else { return nil }
        let file = pc_open_capture()
        guard file >= 0 else { return nil }
        // After a cut, whoever writes goes on at the new end.
        _ = fcntl(file, F_SETFL, O_APPEND)
        let capture = ErrorCapture(
            file: file, realOutput: copy(of: STDOUT_FILENO), realErrors: copy(of: STDERR_FILENO))
        pc_set_capture(file, capture.realOutput, capture.realErrors)
        capture.redirect()
        return capture
    }

    func redirect() {
        fflush(nil)
        if isatty(realOutput) == 1 { dup2(file, STDOUT_FILENO) }
        if isatty(realErrors) == 1 { dup2(file, STDERR_FILENO) }
    }

    func giveBack() {
        fflush(nil)
        dup2(realOutput, STDOUT_FILENO)
        dup2(realErrors, STDERR_FILENO)
    }

    /// Keeps the file bounded, whatever writes into it: past a mebibyte it begins anew.
    ///
    /// One call of the system.
    func trim() {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size > Self.largest, ftruncate(file, 0) == 0 else { return }
        let note = Array("(what was written earlier was too long and is cut)\n".utf8)
        _ = write(file, note, note.count)
    }

    /// Gives the descriptors back for good and writes what was kept to standard error, the last 64 KiB of it.
    func finish() {
        giveBack()
        pc_set_capture(-1, -1, -1)
        show()
        for descriptor in [file, realOutput, realErrors] { close(descriptor) }
    }

    private func show() {
        let end = lseek(file, 0, SEEK_END)
        var place = max(0, end - Self.most)
        var bytes = [UInt8](repeating: 0, count: 4096)
        while place < end {
            let count = pread(file, &bytes, bytes.count, place)
            guard count > 0, write(STDERR_FILENO, bytes, count) == count else { return }
            place += off_t(count)
        }
    }

    /// Not inherited by children: they get the redirected descriptors or their own.
    private static func copy(of descriptor: Int32) -> Int32 {
        fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    }

    private static let most: off_t = 65_536
    private static let largest: off_t = 1_048_576
}
