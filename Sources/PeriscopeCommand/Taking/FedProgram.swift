import Dispatch
import Subprocess

/// Runs a small program that takes bytes, such as a clipboard's tool, and waits for it a bounded time.
enum FedProgram {
    enum End: Equatable {
        case well
        case failed
        case hung
    }

    private static let patience = DispatchTimeInterval.milliseconds(1_500)

    /// Blocks the calling thread, which must not be the loop's.
    static func run(_ name: String, _ arguments: [String], input: [UInt8]) -> End {
        let answer = Answer()
        let done = DispatchSemaphore(value: 0)
        // Unstructured, because the thread can't await; it waits below, bounded.
        let task = Task.detached {
            let result = try? await Subprocess.run(
                .name(name), arguments: Arguments(arguments), input: .array(input), output: .discarded,
                error: .discarded)
            answer.set(result?.terminationStatus.isSuccess ?? false)
            done.signal()
        }
        guard done.wait(timeout: .now() + patience) == .success else {
            task.cancel()
            return .hung
        }
        return answer.value == true ? .well : .failed
    }
}
