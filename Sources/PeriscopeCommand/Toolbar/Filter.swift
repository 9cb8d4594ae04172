import FoundationEssentials
import Subprocess

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs a small program that takes bytes, such as a clipboard tool, and waits at most a second for it.
enum Filter {
    /// Whether it was found and ended well.
    static func run(_ name: String, _ arguments: [String], input: [UInt8]) -> Bool {
        guard ExecutableSearch(environment: ProcessInfo.processInfo.environment).find(name) != nil else { return false }
        let answer = Answer()
        // Unstructured, because the loop can't await; it waits below, bounded.
        let task = Task.detached {
            let result = try? await Subprocess.run(
                .name(name), arguments: Arguments(arguments), input: .array(input), output: .discarded,
                error: .discarded)
            answer.set(result?.terminationStatus.isSuccess ?? false)
        }
        for _ in 0..<100 {
            if let isSuccess = answer.value { return isSuccess }
            usleep(10_000)
        }
        task.cancel()
        return false
    }
}
