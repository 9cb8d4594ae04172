import Dispatch
import PeriscopeInsight
import Synchronization

/// Writes profiles to files on a thread of its own, one after the other, so that a slow disk is not waited for.
final class ExportDesk: Sendable {
    private let queue = DispatchQueue(label: "periscope.exports", qos: .utility)
    private let sentences = Mutex<[String]>([])
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    /// What to tell the person of what was written since the last time.
    func takeSentences() -> [String] {
        sentences.withLock { sentences in
            defer { sentences = [] }
            return sentences
        }
    }

    /// - Parameters:
    ///   - path: Absolute; a file that is there is left alone, and a number put into the name.
    ///   - shown: The path in as few words as the person needs.
    func export(
        _ profile: CPUProfile, _ context: PprofFile.Context, to path: String,
        shown: @escaping @Sendable (String) -> String
    ) {
        guard let format = ProfileFormat(path: path) else { return say(ProfileFormat.problem(with: shown(path))) }
        guard profile.samples > 0 else { return say("there are no samples to write yet; P turns the profiler on") }
        queue.async {
            let bytes = format.bytes(of: profile, context)
            do {
                let written = try ProfileFile.write(bytes, to: path, existing: .number)
                self.say(Self.sentence(profile.samples, format, shown(written), isNumbered: written != path))
            } catch {
                self.say("\(error)")
            }
        }
    }

    /// Waits for what is being written.
    func finish() {
        queue.sync {}
    }

    private static func sentence(_ samples: UInt64, _ format: ProfileFormat, _ path: String, isNumbered: Bool) -> String
    {
        let count = samples == 1 ? "1 sample" : "\(samples) samples"
        return "\(count) written to \(path), \(format.words)"
            + (isNumbered ? "; the file of that name is left as it was" : "")
    }

    private func say(_ sentence: String) {
        sentences.withLock { $0.append(sentence) }
        wake()
    }
}
