import Synchronization

/// Finds the functions, files and lines of a binary's program counters.
///
/// It asks `llvm-symbolizer`, in a process of its own for each call. The toolchain's `Runtime` module could do it in
/// this process, but a binary that is half written, or made to do harm, is better read where it can only break the
/// reader: the process has bounds of time, memory and output, and takes nothing with it. It also spares the viewer a
/// library that is not installed with it. A call costs what it takes to read the binary's debug information, about
/// 90 ms for 200 addresses of a binary of 98 MB; one process kept for each binary would save part of that and hold
/// hundreds of MB.
///
/// Nothing is cached and nothing is shared: any thread may call, and waits. Not for the viewer's loop.
package final class Symbolizer: Sendable {
    /// What one call looks up; more is left without an answer.
    package static let addressesPerCall = 1_024

    private let tool: String?
    private let timeout: Duration
    private let outputBytes: Int

    /// - Parameters:
    ///   - tool: The path of `llvm-symbolizer`, as `SymbolTool.find(environment:)` finds it; nil: there is none.
    ///   - timeout: After which a process that has not answered is ended.
    ///   - outputBytes: What an answer may take, on its way.
    package init(tool: String?, timeout: Duration = .seconds(10), outputBytes: Int = 16 << 20) {
        self.tool = tool
        self.timeout = timeout
        self.outputBytes = outputBytes
    }

    /// The functions at each address, innermost first; none where the binary has no name for it.
    ///
    /// All but the last of an address are inlined. Blocks for the time of a process, at most `timeout`.
    /// A name is right or is not given: where the symbol table alone names a place, without saying how far the function
    /// goes, the place may as well be in a function after it that has no name. In a library without debug information
    /// what lies between its exported functions has no name.
    /// - Parameters:
    ///   - binary: Also a path of an open descriptor, `/proc/<pid>/fd/<n>`, of a file that has gone.
    ///   - isExpected: Whether the file, open for reading, is the one that was meant.
    package func name(
        _ addresses: some Collection<SymbolAddress>, in binary: String, isExpected: (Int32) -> Bool = { _ in true }
    ) -> Result<[SymbolAddress: [SymbolFrame]], SymbolProblem> {
        guard let tool else { return .failure(.toolMissing) }
        let asked = Array(Set(addresses.prefix(Symbolizer.addressesPerCall)))
        if asked.isEmpty { return .success([:]) }
        let lookups = Set(asked.map(\.lookup)).sorted()
        return ask(tool, lookups, binary, isExpected).map { answers in
            Dictionary(uniqueKeysWithValues: asked.map { ($0, answers[$0.lookup] ?? []) })
        }
    }

    private func ask(
        _ tool: String, _ lookups: [UInt64], _ binary: String, _ isExpected: (Int32) -> Bool
    ) -> Result<[UInt64: [SymbolFrame]], SymbolProblem> {
        let file: OpenBinary
        switch OpenBinary.open(binary) {
        case .success(let opened): file = opened
        case .failure(let problem): return .failure(problem)
        }
        defer { file.close() }
        guard isExpected(file.descriptor) else { return .failure(.otherBinary(path: binary)) }
        let command = BoundedCommand(
            program: tool, arguments: Symbolizer.arguments(lookups), file: file.descriptor, timeout: timeout,
            outputBytes: outputBytes, memoryKiB: 2 << 20 + file.size / 1024 * 8)
        switch command.run() {
        case .success(let outcome):
            let names = Names()
            let isDone = RoomyThread.run { names.result.withLock { $0 = Symbolizer.frames(outcome, tool: tool) } }
            let found = isDone ? names.result.withLock(\.self) : nil
            return found ?? .failure(.toolUnusable(tool: tool, reason: "there is no room for a thread"))
        case .failure(.notStarted(let reason)): return .failure(.toolUnusable(tool: tool, reason: reason))
        case .failure(.timedOut): return .failure(.timedOut(seconds: timeout.components.seconds))
        case .failure(.tooMuchOutput): return .failure(.answerTooLarge)
        }
    }

    /// What the thread that reads the answer leaves behind.
    private final class Names: Sendable {
        let result = Mutex<Result<[UInt64: [SymbolFrame]], SymbolProblem>?>(nil)
    }

    /// The binary by its descriptor: what was looked at is what is read, whatever has become of the path.
    private static func arguments(_ lookups: [UInt64]) -> [String] {
        #if os(Linux)
            let path = "/proc/self/fd/3"
        #else
            let path = "/dev/fd/3"
        #endif
        // As arguments, so that there is no pipe to write to while one reads.
        return ["--output-style=JSON", "--inlining", "--obj=\(path)"]
            + lookups.flatMap { lookup in
                let address = "0x" + String(lookup, radix: 16)
                // Code, and the entry of the symbol table that the name comes from where nothing else has one.
                return [address, "DATA " + address]
            }
    }

    private static func frames(
        _ outcome: BoundedCommand.Outcome, tool: String
    ) -> Result<[UInt64: [SymbolFrame]], SymbolProblem> {
        guard let answers = SymbolAnswer.parse(outcome.output) else {
            return .failure(.noAnswer(tool: tool, ending: outcome.ending ?? "its output is not what is expected"))
        }
        if let reason = answers.lazy.compactMap(\.error?.message).first, answers.allSatisfy({ $0.error != nil }) {
            return .failure(.binaryRefused(reason: String(reason.prefix(200))))
        }
        let doubtful = Set(answers.lazy.filter(\.isUnbounded).compactMap(\.key))
        let named = answers.lazy.filter { $0.entry == nil }.compactMap { answer in
            answer.key.map { ($0, doubtful.contains($0) ? SymbolAnswer.certain(answer.frames) : answer.frames) }
        }
        return .success(Dictionary(Array(named)) { first, _ in first })
    }
}
