import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whether a command can be run at all, told before a terminal is taken over for it.
package enum CommandCheck {
    package struct Problem: Equatable {
        package let text: String
        /// As shells have it: 127 for what is not there, 126 for what can't be run.
        package let exitCode: Int32
    }

    /// Looks for the program where a shell would: at its path, else in the folders of PATH; nil where it is found.
    package static func problem(of program: String, path: String?) -> Problem? {
        if program.contains("/") { return problem(at: program) }
        let folders = (path ?? "/usr/local/bin:/bin:/usr/bin").split(separator: ":", omittingEmptySubsequences: false)
        let files = folders.map { ($0.isEmpty ? "." : String($0)) + "/" + program }
        if files.contains(where: { isFile($0) && access($0, X_OK) == 0 }) { return nil }
        if let file = files.first(where: isFile) { return problem(at: file) }
        return Problem(
            text: "\(program) can't be run: no folder of PATH has it. Is it installed, and spelt so?", exitCode: 127)
    }

    private static func problem(at path: String) -> Problem? {
        guard access(path, F_OK) == 0 else {
            return Problem(text: "\(path) can't be run: \(SystemError.last). Is it built?", exitCode: 127)
        }
        guard isFile(path) else { return Problem(text: "\(path) can't be run: it is no file.", exitCode: 126) }
        guard access(path, X_OK) == 0 else {
            return Problem(
                text: "\(path) can't be run: \(SystemError.last). Make it executable: chmod +x \(path)", exitCode: 126)
        }
        return nil
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
