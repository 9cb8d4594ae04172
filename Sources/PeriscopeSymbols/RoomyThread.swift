#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A thread with room for deep recursion, whatever the stack of the one that waits for it.
///
/// The runtime's demangler recurses as deep as a name nests. A name made to nest, of a thousand bytes, needs more than
/// the 512 KiB of a thread of macOS's queues; with 8 MiB no name of 8,192 bytes was found that does harm, in 250,000.
enum RoomyThread {
    private static let stackBytes = 16 << 20

    /// Runs `body` there and waits; false where the thread cannot be started.
    static func run(_ body: @escaping @Sendable () -> Void) -> Bool {
        let job = Unmanaged.passRetained(Job(body: body))
        guard let thread = start(job.toOpaque()) else {
            job.release()
            return false
        }
        pthread_join(thread, nil)
        return true
    }

    private static func start(_ context: UnsafeMutableRawPointer) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackBytes)
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        return pthread_create(&thread, &attributes, enter, context) == 0 ? thread : nil
    }

    #if canImport(Darwin)
        private typealias Context = UnsafeMutableRawPointer
    #else
        private typealias Context = UnsafeMutableRawPointer?
    #endif

    // A stored function: a closure written where it is passed makes the compiler of Swift 6.3 crash.
    private static let enter: @convention(c) (Context) -> UnsafeMutableRawPointer? = { context in
        let address: UnsafeMutableRawPointer? = context
        if let address { Unmanaged<Job>.fromOpaque(address).takeRetainedValue().body() }
        return nil
    }

    private final class Job: Sendable {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
