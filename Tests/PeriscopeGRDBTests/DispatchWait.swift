#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Waits inside a database's own queue, where nothing can be awaited.
enum DispatchWait {
    /// Whether the condition held within five seconds.
    static func until(_ condition: () -> Bool) -> Bool {
        for _ in 0..<1000 {
            if condition() { return true }
            usleep(5_000)
        }
        return false
    }
}
