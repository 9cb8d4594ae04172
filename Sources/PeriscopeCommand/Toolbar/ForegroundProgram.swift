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

/// A program that has the terminal to itself while it runs, such as a pager.
struct ForegroundProgram {
    let terminal: NcursesTerminal
    var environment = ProcessInfo.processInfo.environment

    /// Shows a long text in `$PAGER`; gives what to tell the person, if anything went wrong.
    func page(_ text: String) -> String? {
        let hasLess = ExecutableSearch(environment: environment).find("less") != nil
        let pager = environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? (hasLess ? "less" : "more")
        let input = Array(PagerText.visible(text).utf8)
        let isWell = terminal.withTerminalHandedOver { Self.run(shell: pager, input: input) }
        return isWell ? nil : "\(pager) could not be run; set PAGER to a program that is installed"
    }

    /// Through a shell, because `$PAGER` may carry options; the text goes in by a pipe, never by a file.
    ///
    /// Standard error is the terminal too: `more`, whose standard input is the text, reads its keys from there.
    private static func run(shell command: String, input: [UInt8]) -> Bool {
        let answer = Answer()
        // Unstructured, because the loop can't await; the person decides how long it waits.
        Task.detached {
            let result = try? await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", command], input: .inputWriter, output: .currentStandardOutput,
                error: .currentStandardError
            ) { execution in
                // Whoever leaves a pager early has seen enough; what it did not read is no failure.
                _ = try? await execution.standardInputWriter.write(input)
            }
            answer.set(result.map { Self.wasStarted($0.terminationStatus) } ?? false)
        }
        while true {
            if let isSuccess = answer.value { return isSuccess }
            usleep(20_000)
        }
    }
}
