import Dispatch
import PeriscopeHistory
import PeriscopeHub
import PeriscopeSymbols
import Synchronization

/// Asks the symbolizer, one question after the other, on a thread of its own.
final class NameFinder: Sendable {
    struct Binary: Sendable {
        let executable: ServerExecutable
        let workingDirectory: String
    }

    /// A shared library of a server, as the server told of it.
    struct Module: Sendable {
        let path: String
        /// What is at the path by now may be another file.
        let proof: ModuleProof
        /// It may hold code of the app itself.
        let isApp: Bool
        let workingDirectory: String
    }

    /// What was found for addresses of a build's executable, or of one of its libraries.
    struct Found: Sendable {
        let build: BuildKey
        /// A library's path; nil for the executable.
        let module: String?
        let frames: [UInt64: [SourceFrame]]

        func enter(_ history: inout History) {
            if let module {
                history.name(frames, of: build, module: module)
            } else {
                history.name(frames, of: build)
            }
        }
    }

    private struct Answers: Sendable {
        var found: [Found] = []
        var problem: String?
        var count: UInt64 = 0
    }

    /// A question, and what becomes of its answer.
    private struct Question: Sendable {
        let addresses: [UInt64]
        let build: BuildKey
        let module: Module?
        let binary: Binary?
    }

    /// A machine that is building may be too slow at first: what took too long is asked again, so often and so late.
    private static let tries = 4
    private static let pause = DispatchTimeInterval.seconds(20)

    private let symbolizer: Symbolizer
    private let queue = DispatchQueue(label: "periscope.names", qos: .utility)
    private let answers = Mutex(Answers())
    private let wake: @Sendable () -> Void

    init(environment: [String: String], wake: @escaping @Sendable () -> Void) {
        symbolizer = Symbolizer(tool: SymbolTool.find(environment: environment))
        self.wake = wake
    }

    /// Questions that were answered, or given up on.
    var answered: UInt64 { answers.withLock { $0.count } }

    /// Why the last question had no answer.
    var problem: String? { answers.withLock { $0.problem } }

    /// What was found since the last time.
    func takeFound() -> [Found] {
        answers.withLock { answers in
            defer { answers.found = [] }
            return answers.found
        }
    }

    func ask(_ addresses: [UInt64], _ binary: Binary, _ build: BuildKey) {
        let question = Question(addresses: addresses, build: build, module: nil, binary: binary)
        queue.async { self.answer(question, attempt: 1) }
    }

    func ask(_ addresses: [UInt64], _ module: Module, _ build: BuildKey) {
        let question = Question(addresses: addresses, build: build, module: module, binary: nil)
        queue.async { self.answer(question, attempt: 1) }
    }

    private func answer(_ question: Question, attempt: Int) {
        var frames = Self.nameless(question.addresses)
        var problem: String?
        switch look(up: question) {
        case .success(let found):
            for (address, symbols) in found {
                frames[address.address] = symbols.map { Self.frame($0, question) }
            }
        case .failure(.timedOut) where attempt < Self.tries:
            // Nobody waits for the next try: as far as they know, there are no names yet.
            frames = [:]
            queue.asyncAfter(deadline: .now() + Self.pause) { self.answer(question, attempt: attempt + 1) }
        case .failure(let failure):
            // A library that is gone or was replaced is known by its own name still.
            if question.module == nil { problem = failure.description }
        }
        let found = Found(build: question.build, module: question.module?.path, frames: frames)
        answers.withLock { answers in
            answers.found.append(found)
            answers.problem = problem ?? answers.problem
            if attempt == 1 { answers.count += 1 }
        }
        wake()
    }

    private func look(up question: Question) -> Result<[SymbolAddress: [SymbolFrame]], SymbolProblem> {
        // The history has made return addresses one less already.
        let addresses = question.addresses.map { SymbolAddress($0, .exact) }
        guard let module = question.module else {
            return symbolizer.name(addresses, in: question.binary?.executable.path ?? "")
        }
        // Only a path: a name alone, or the kernel's `[vdso]`, is no file of the server's.
        guard module.path.hasPrefix("/") else { return .success([:]) }
        return symbolizer.name(addresses, in: module.path) { module.proof.holds(for: $0) }
    }

    /// An address that was asked for and has no name, so that it is not asked for again.
    static func nameless(_ addresses: [UInt64]) -> [UInt64: [SourceFrame]] {
        Dictionary(addresses.map { ($0, []) }) { first, _ in first }
    }

    private static func frame(_ symbol: SymbolFrame, _ question: Question) -> SourceFrame {
        let folder = question.module?.workingDirectory ?? question.binary?.workingDirectory ?? ""
        let isApp =
            symbol.line > 0 && question.module?.isApp != false
            && AppCode.isApp(path: symbol.path, function: symbol.function, workingDirectory: folder)
        return SourceFrame(
            function: symbol.function, path: symbol.path, line: symbol.line, isApp: isApp,
            isInlined: symbol.isInlined)
    }
}
