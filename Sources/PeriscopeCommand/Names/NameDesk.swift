import PeriscopeHistory
import PeriscopeHub
import PeriscopeSymbols
import PeriscopeWire

/// Finds names for the history's program counters, on a thread of its own.
///
/// One question at a time, so that a burst of new call sites is one question and not a hundred: a call of the
/// symbolizer costs mostly the reading of the binary. Its owner is the loop, which asks after each batch of news and
/// takes the answers in when it is woken.
final class NameDesk {
    /// Binaries that are held open; more builds than that in one sitting lose the names of new call sites.
    private static let limit = 32

    private let finder: NameFinder
    private var binaries: [BuildKey: NameFinder.Binary] = [:]
    private var order: [BuildKey] = []
    private var modules = ModuleBook()
    private var asked: UInt64 = 0
    private var saidProblem: String?

    init(environment: [String: String], wake: @escaping @Sendable () -> Void) {
        finder = NameFinder(environment: environment, wake: wake)
    }

    /// Keeps a server's binary for as long as it is among the newest; the hub lets go of the oldest before that.
    func remember(_ executable: ServerExecutable?, of app: AppRecord?) {
        guard let executable, let app, binaries[app.build]?.executable.isOpen != true else { return }
        order.removeAll { $0 == app.build }
        binaries[app.build] = NameFinder.Binary(executable: executable, workingDirectory: app.workingDirectory)
        order.append(app.build)
        if order.count > Self.limit { binaries[order.removeFirst()] = nil }
    }

    /// Keeps what a server's libraries were when it told of them.
    func remember(_ modules: [WireModule], of app: AppRecord?) {
        self.modules.add(modules, of: app)
    }

    /// Whether everything is named, as far as it can be, that the history held when ``ask(_:)`` gave this mark.
    func isAnswered(_ mark: UInt64) -> Bool {
        !isBusy || finder.answered >= mark
    }

    private var isBusy: Bool { finder.answered < asked }

    /// Asks for what has no name yet, unless an answer is still to come.
    ///
    /// Gives a mark for all that the history holds by now: see ``isAnswered(_:)``.
    @discardableResult
    func ask(_ history: inout History) -> UInt64 {
        guard !isBusy else { return asked + 1 }
        let isAll = askExecutables(&history)
        let areAll = askModules(&history)
        return isAll && areAll ? asked : asked + 1
    }

    /// False where there may be more, which the next question asks for: the limit was reached.
    private func askExecutables(_ history: inout History) -> Bool {
        let unnamed = history.takeUnnamed(limit: Symbolizer.addressesPerCall)
        for (build, addresses) in unnamed {
            guard let binary = binaries[build] else {
                history.name(NameFinder.nameless(addresses), of: build)
                continue
            }
            asked += 1
            finder.ask(addresses, binary, build)
        }
        return unnamed.values.reduce(0) { $0 + $1.count } < Symbolizer.addressesPerCall
    }

    /// The same of shared libraries.
    private func askModules(_ history: inout History) -> Bool {
        let unnamed = history.takeUnnamedModules(limit: Symbolizer.addressesPerCall)
        for (build, path, addresses) in unnamed {
            guard let module = modules.module(path, of: build) else {
                history.name(NameFinder.nameless(addresses), of: build, module: path)
                continue
            }
            asked += 1
            finder.ask(addresses, module, build)
        }
        return unnamed.reduce(0) { $0 + $1.addresses.count } < Symbolizer.addressesPerCall
    }

    /// Takes the answers in; true if there were any.
    func take(_ history: inout History) -> Bool {
        let found = finder.takeFound()
        for answer in found { answer.enter(&history) }
        return !found.isEmpty
    }

    /// The answers, for one who has more than the history to take them into.
    func takeFound() -> [NameFinder.Found] { finder.takeFound() }

    /// Whether no answer is still to come; all that came can be taken then.
    var isIdle: Bool { !isBusy }

    /// Asks for what has no name yet; true where nothing is left to ask for, nor an answer to wait for.
    func isSettled(_ history: inout History) -> Bool {
        // A question that reaches its limit, and has no binary to be asked of, is answered here and leaves a rest.
        while !isBusy { if ask(&history) == asked { return !isBusy } }
        return false
    }

    /// Why there are no names, once.
    func takeProblem() -> String? {
        let problem = finder.problem
        guard problem != saidProblem else { return nil }
        saidProblem = problem
        return problem
    }
}
