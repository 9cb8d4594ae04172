import Dispatch
import PeriscopeHistory
import PeriscopeUI
import Synchronization

/// Writes requests to files on a thread of its own, one file after the other.
final class RequestExportDesk: Sendable {
    enum Outcome: Sendable {
        case sentence(String)
        /// The person is to be asked.
        case isThere(RequestExport)
    }

    private let queue = DispatchQueue(label: "periscope.requests", qos: .utility)
    private let outcomes = Mutex<[Outcome]>([])
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    func takeOutcomes() -> [Outcome] {
        outcomes.withLock { outcomes in
            defer { outcomes = [] }
            return outcomes
        }
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
            return tell(.sentence(RequestFormat.problem(with: shown(path))))
        }
        queue.async {
            do {
                let outcome = try RequestFileWriter.write(
                    wish.requests, of: history, to: path, format: format, mayReplace: wish.mayReplace,
                    version: Version.text)
                switch outcome {
                case .isThere: self.tell(.isThere(wish))
                case .written:
                    let count = wish.requests.count(where: history.contains)
                    let words = count == 1 ? "1 request" : "\(count) requests"
                    self.tell(.sentence("\(words) written to \(shown(path)) \(format.words)"))
                }
            } catch {
                self.tell(.sentence("\(error)"))
            }
        }
    }

    /// Waits for what is being written.
    func finish() {
        queue.sync {}
    }

    private func tell(_ outcome: Outcome) {
        outcomes.withLock { $0.append(outcome) }
        wake()
    }
}
