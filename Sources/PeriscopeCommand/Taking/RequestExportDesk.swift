import Dispatch
import PeriscopeHistory
import PeriscopeUI
import Synchronization

/// Writes requests to files on a thread of its own, one file after the other.
final class RequestExportDesk: Sendable {
    private struct State {
        var sentences: [String] = []
        /// The paths of files whose turn has not come or not ended.
        var unwritten: [String] = []
    }

    private let queue = DispatchQueue(label: "periscope.requests", qos: .utility)
    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// What to tell the person of what was written since the last time.
    func takeSentences() -> [String] {
        state.withLock { state in
            defer { state.sentences = [] }
            return state.sentences
        }
    }

    /// Whether a file of this name is there, or soon will be.
    func wouldReplace(_ path: String) -> Bool {
        guard RequestFormat(path: path) != nil else { return false }
        return state.withLock { $0.unwritten.contains(path) } || WholeFile.isThere(path)
    }

    /// Holds the history until it is written, so that what comes meanwhile costs a copy of its table once.
    ///
    /// - Parameters:
    ///   - path: Absolute.
    ///   - shown: A path in as few words as the person needs.
    func export(
        _ wish: RequestExport, of history: History, to path: String, shown: @escaping @Sendable (String) -> String
    ) {
        guard let format = RequestFormat(path: path) else {
            state.withLock { $0.sentences.append(RequestFormat.problem(with: shown(path))) }
            return wake()
        }
        state.withLock { $0.unwritten.append(path) }
        queue.async {
            let sentence = Self.write(wish, of: history, to: path, format, shown: shown(path))
            self.state.withLock { state in
                state.unwritten.removeFirst()
                state.sentences.append(sentence)
            }
            self.wake()
        }
    }

    /// Gives what came of it.
    private static func write(
        _ wish: RequestExport, of history: History, to path: String, _ format: RequestFormat, shown: String
    ) -> String {
        do {
            let outcome = try RequestFileWriter.write(
                wish.requests, of: history, to: path, format: format, mayReplace: wish.mayReplace,
                version: Version.text)
            // The person was asked before; to ask now would take a key that is meant for something else.
            guard outcome != .isThere else { return "\(shown) has come to be there meanwhile, and is left as it was" }
            let count = wish.requests.count(where: history.contains)
            let words = count == 1 ? "1 request" : "\(count) requests"
            return "\(words) written to \(shown) \(format.words)"
        } catch {
            return "\(error)"
        }
    }

    /// Waits for what is being written.
    func finish() {
        queue.sync {}
    }
}
