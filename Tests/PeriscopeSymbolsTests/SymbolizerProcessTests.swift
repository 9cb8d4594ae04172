import PeriscopeSymbols
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("The tool's process is bounded, and whatever it does is a sentence", .timeLimit(.minutes(1)))
struct SymbolizerProcessTests {
    private let folder = TestFolder()

    private func name(
        _ script: String, timeout: Duration = .seconds(20), outputBytes: Int = 1 << 20
    ) -> Result<[SymbolAddress: [SymbolFrame]], SymbolProblem> {
        let tool = folder.program("tool", "echo $$ > \(folder.path)/pid\n\(script)")
        let symbolizer = Symbolizer(tool: tool, timeout: timeout, outputBytes: outputBytes)
        return symbolizer.name([SymbolAddress(0x10, .exact)], in: folder.file("binary", [1, 2, 3]))
    }

    /// Whether the process that the script ran in is over and reaped.
    private var isGone: Bool {
        let digits = String(decoding: folder.contents("pid"), as: UTF8.self).filter(\.isNumber)
        guard let pid = Int32(digits), pid > 0 else { return false }
        return kill(pid, 0) == -1 && errno == ESRCH
    }

    private func problem(_ result: Result<[SymbolAddress: [SymbolFrame]], SymbolProblem>) -> SymbolProblem? {
        if case .failure(let problem) = result { problem } else { nil }
    }

    @Test("Without a tool the sentence says what is missing, and with nothing to ask none is needed")
    func noTool() {
        let symbolizer = Symbolizer(tool: nil)
        let result = symbolizer.name([SymbolAddress(1, .exact)], in: "/proc/self/exe")
        #expect(problem(result) == .toolMissing)
        #expect(problem(result)?.description.contains("llvm-symbolizer was not found") == true)
        #expect((try? Symbolizer(tool: "/none").name([], in: "/proc/self/exe").get())?.isEmpty == true)
    }

    @Test("One that hangs is ended in time, with all it started")
    func hangs() {
        let begin = ContinuousClock.now
        let result = name("sleep 1000 & sleep 1000", timeout: .milliseconds(300))
        #expect(problem(result) == .timedOut(seconds: 0))
        #expect(ContinuousClock.now - begin < .seconds(15))
        #expect(isGone)
    }

    @Test("One that closes its output and hangs is ended too")
    func hangsSilently() {
        let result = name("exec >&-; sleep 1000", timeout: .milliseconds(300))
        #expect(problem(result) != nil)
        #expect(isGone)
    }

    @Test("One that prints without end is ended")
    func endless() {
        #expect(problem(name("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxx; done", outputBytes: 1000)) == .answerTooLarge)
        #expect(isGone)
        #expect(problem(name("yes", outputBytes: 10 << 20)) == .answerTooLarge)
    }

    @Test("One that crashes, fails, or is no program, is told apart", .timeLimit(.minutes(1)))
    func endings() throws {
        let crash = try #require(problem(name("kill -9 $$")))
        #expect("\(crash)".contains("signal 9"))
        #expect(isGone)
        let failure = try #require(problem(name("exit 3")))
        #expect("\(failure)".contains("exit code 3"))
        let missing = Symbolizer(tool: folder.path + "/none").name([SymbolAddress(1, .exact)], in: "/proc/self/exe")
        #expect(try #require(problem(missing)).description.contains("exit code 127"))
    }

    @Test(
        "What is no answer is none",
        arguments: [
            "", "hello", "[", "[]x", "{", "null", "[null]", "[1]", #"{"Address":1}"#, #"[{"Symbol":[]}]"#,
            #"[{"Address":"0x10","Symbol":[{"FunctionName":1}]}]"#, #"[{"Address":"0x10","Symbol":{}}]"#,
            #"[{"Address":"0x10","Symbol":[{"Line":1e99}]}]"#,
        ])
    func garbage(output: String) {
        #expect(problem(name("printf '%s' '\(output)'")) != nil)
    }

    @Test("A name that nests thousands of times does no harm, on however small a thread")
    func nestedName() throws {
        for piece in ["Sgyc", "Say", "_p", "A", "IeghHr_TY0_", "t", "G", "xq_"] {
            let name = "$s1a1bV" + String(repeating: piece, count: 8000 / piece.utf8.count)
            let output = #"[{"Address":"0x10","Symbol":[{"FunctionName":"\#(name)"}]}]"#
            let result = try self.name("printf '%s' '\(output)'").get()
            #expect((result[SymbolAddress(0x10, .exact)]?.first?.function.count ?? 0) <= 256)
        }
    }

    @Test("Nesting without end is no answer either")
    func nesting() {
        let result = name("head -c 400000 /dev/zero | tr '\\0' '['")
        #expect(problem(result) != nil)
    }

    @Test("Addresses that were not asked for are passed over, and symbols without anything are none")
    func oddAnswers() throws {
        let output =
            #"[{"Address":"0x99","Symbol":[{"FunctionName":"f"}]},{"Address":"?","Symbol":[{"FunctionName":"g"}]},"#
            + #"{"Address":"0x10","Unknown":[1],"Symbol":[{"FunctionName":"","FileName":""},"#
            + #"{"FunctionName":"??","FileName":"??","Line":7},{"FunctionName":"h","FileName":"","Line":7},"#
            + #"{"FunctionName":"i","FileName":"/a/../b.c","Line":-7},{"FileName":"/c.c","Line":99999999999}]}]"#
        let frames = try name("printf '%s' '\(output)'").get()
        #expect(
            frames == [
                SymbolAddress(0x10, .exact): [
                    SymbolFrame(function: "h", path: "", line: 0, isInlined: true),
                    SymbolFrame(function: "i", path: "/b.c", line: 0, isInlined: true),
                    SymbolFrame(function: "", path: "/c.c", line: Int(Int32.max)),
                ]
            ])
    }

    @Test("A name of the symbol table that does not say where its function ends names nothing without a line")
    func unboundedNames() throws {
        func frames(size: String, line: Int) throws -> [SymbolFrame]? {
            let output =
                #"[{"Address":"0x10","Symbol":[{"FunctionName":"_init","FileName":"crtstuff.c","Line":\#(line)}]},"#
                + #"{"Address":"0x10","Data":{"Name":"_init","Size":"\#(size)","Start":"0x0"}}]"#
            return try name("printf '%s' '\(output)'").get()[SymbolAddress(0x10, .exact)]
        }
        #expect(try frames(size: "0x0", line: 0) == [])
        #expect(try frames(size: "0x17", line: 0)?.first?.function == "_init")
        #expect(try frames(size: "0x0", line: 3)?.first?.line == 3)
    }

    @Test("A file that is not the one that was meant is not asked")
    func otherFile() {
        let tool = folder.program("tool", "echo never > \(folder.path)/asked")
        let binary = folder.file("binary", [1])
        let result = Symbolizer(tool: tool).name([SymbolAddress(1, .exact)], in: binary) { _ in false }
        #expect(problem(result) == .otherBinary(path: binary))
        #expect(folder.contents("asked").isEmpty)
    }

    @Test("The binary's refusal is passed on, in the words of either version")
    func refusals() throws {
        for output in [
            #"[{"Address":"0x10","Error":{"Message":"No such file"},"ModuleName":"x"}]"#,
            #"{"Address":"0x0","Error":{"Message":"No such file"},"ModuleName":"x"}"#,
        ] {
            #expect(problem(name("printf '%s\n' '\(output)'; exit 1")) == .binaryRefused(reason: "No such file"))
        }
    }

    @Test("It is given no environment that leads to the network, no input, and addresses in bounds")
    func surroundings() throws {
        setenv("DEBUGINFOD_URLS", "http://127.0.0.1:1/", 1)
        setenv("LLVM_SYMBOLIZER_OPTS", "--debug-file-directory=/", 1)
        defer {
            unsetenv("DEBUGINFOD_URLS")
            unsetenv("LLVM_SYMBOLIZER_OPTS")
        }
        let script = "cd \(folder.path); env > environment; cat > input; printf '%s ' \"$@\" > arguments"
        let tool = folder.program("tool", script)
        let many = (1...3000 as ClosedRange<UInt64>).map { SymbolAddress($0 &* 16, .returnAddress) }
        _ = Symbolizer(tool: tool).name(many + [SymbolAddress(.max, .exact)], in: folder.file("binary"))
        let environment = String(decoding: folder.contents("environment"), as: UTF8.self)
        #expect(environment.contains("DEBUGINFOD_URLS=\n"))
        #expect(!environment.contains("127.0.0.1"))
        #expect(!environment.contains("LLVM_SYMBOLIZER_OPTS"))
        #expect(folder.contents("input").isEmpty)
        let words = String(decoding: folder.contents("arguments"), as: UTF8.self).split(separator: " ")
        // Each as code and as data.
        #expect(words.count { $0.hasPrefix("0x") } == 2 * Symbolizer.addressesPerCall)
        #expect(words.count { $0 == "DATA" } == Symbolizer.addressesPerCall)
        // One less than a return address.
        #expect(words.contains("0xf"))
    }

    @Test("What is no regular file is not waited for")
    func notFiles() {
        let tool = folder.program("tool", "echo never")
        mkfifo(folder.path + "/pipe", 0o600)
        for path in [
            folder.path + "/pipe", folder.path, "/dev/zero", folder.path + "/none", "", "/dev/tty",
        ] {
            let result = Symbolizer(tool: tool).name([SymbolAddress(1, .exact)], in: path)
            guard case .binaryUnreadable = problem(result) else {
                Issue.record("\(path) was read")
                continue
            }
        }
    }

    @Test("Many at once end, and each has its own answer")
    func concurrent() async {
        let tool = folder.program("tool", #"printf '[{"Address":"%s","Symbol":[{"FunctionName":"f%s"}]}]' "$4" "$4""#)
        let binary = folder.file("binary", [1])
        await withTaskGroup(of: Bool.self) { group in
            for number in 1...20 as ClosedRange<UInt64> {
                group.addTask {
                    let address = SymbolAddress(number, .exact)
                    let frames = try? Symbolizer(tool: tool).name([address], in: binary).get()
                    return frames?[address]?.first?.function == "f0x" + String(number, radix: 16)
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
