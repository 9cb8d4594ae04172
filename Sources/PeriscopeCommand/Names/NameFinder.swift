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

    private struct Answers: Sendable {
        var names: [(build: BuildKey, frames: [UInt64: [SourceFrame]])] = []
        var problem: String?
        var count: UInt64 = 0
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
    func takeNames() -> [(build: BuildKey, frames: [UInt64: [SourceFrame]])] {
        answers.withLock { answers in
            defer { answers.names = [] }
            return answers.names
        }
    }

    func ask(_ addresses: [UInt64], _ binary: Binary, _ build: BuildKey) {
        queue.async { self.answer(addresses, binary, build, attempt: 1) }
    }

    private func answer(_ addresses: [UInt64], _ binary: Binary, _ build: BuildKey, attempt: Int) {
        var frames = Self.nameless(addresses)
        var problem: String?
        // The history has made return addresses one less already.
        switch symbolizer.name(addresses.map { SymbolAddress($0, .exact) }, in: binary.executable.path) {
        case .success(let found):
            for (address, symbols) in found {
                frames[address.address] = symbols.map { Self.frame($0, binary.workingDirectory) }
            }
        case .failure(.timedOut) where attempt < Self.tries:
            // Nobody waits for the next try: as far as they know, there are no names yet.
            frames = [:]
            queue.asyncAfter(deadline: .now() + Self.pause) {
                self.answer(addresses, binary, build, attempt: attempt + 1)
            }
        case .failure(let failure):
            problem = failure.description
        }
        answers.withLock { answers in
            answers.names.append((build, frames))
            answers.problem = problem ?? answers.problem
            if attempt == 1 { answers.count += 1 }
        }
        wake()
    }

    /// An address that was asked for and has no name, so that it is not asked for again.
    static func nameless(_ addresses: [UInt64]) -> [UInt64: [SourceFrame]] {
        Dictionary(addresses.map { ($0, []) }) { first, _ in first }
    }

    private static func frame(_ symbol: SymbolFrame, _ workingDirectory: String) -> SourceFrame {
        SourceFrame(
            function: symbol.function, path: symbol.path, line: symbol.line,
            isApp: AppCode.isApp(
                path: symbol.path, function: symbol.function, workingDirectory: workingDirectory) && symbol.line > 0,
            isInlined: symbol.isInlined)
    }
}
