import FoundationEssentials
import NcursesTerminal
import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension ForegroundProgram {
    /// Opens a file in `$VISUAL`, else `$EDITOR`, else vi; gives what to tell the person, if anything went wrong.
    func edit(_ path: String, line: Int) -> String? {
        guard access(path, R_OK) == 0 else { return "\(path) can't be read: \(SystemError.last)" }
        let editor = EditorChoice.command(environment)
        let arguments = EditorChoice.arguments(editor: editor, path: path, line: line)
        let isWell = terminal.withTerminalHandedOver { Self.run(editor: editor, arguments: arguments) }
        return isWell ? nil : "\(editor) could not be run; set EDITOR to a program that is installed"
    }

    /// Through a shell, because the editor may come with options; the file's name is an argument, never code.
    ///
    /// The terminal is opened anew, since standard input may be the requests that are looked at.
    private static func run(editor: String, arguments: [String]) -> Bool {
        let answer = Answer()
        // Unstructured, because the loop can't await; the person decides how long it waits.
        Task.detached {
            let result = try? await Subprocess.run(
                .path("/bin/sh"), arguments: Arguments(["-c", "exec \(editor) \"$@\" </dev/tty", "sh"] + arguments),
                input: .none, output: .currentStandardOutput, error: .currentStandardError)
            answer.set(result.map { Self.wasStarted($0.terminationStatus) } ?? false)
        }
        while true {
            if let isSuccess = answer.value { return isSuccess }
            usleep(20_000)
        }
    }

    /// A shell says 126 or 127 where there is no such program; any other code is the editor's own word.
    static func wasStarted(_ status: TerminationStatus) -> Bool {
        if case .exited(let code) = status { return code != 126 && code != 127 }
        return true
    }
}
