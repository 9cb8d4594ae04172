import GRDB
import GRDBSQLite
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The newest error that SQLite logged on each thread, until its statement's end is heard of.
enum LoggedErrors {
    /// Threads whose last error nobody took; past this many all are forgotten.
    private static let limit = 64

    private static let isListening = Atomic<Bool>(false)
    private static let count = Atomic<Int>(0)
    private static let mutedCount = Atomic<Int>(0)
    private static let mutedThreads = Mutex<Set<UInt>>([])
    private static let newest = Mutex<[UInt: LoggedError]>([:])

    /// Listens to SQLite's error log, once, beside whatever the app has set.
    ///
    /// SQLite refuses this once it has been initialised; then failed statements have no code, and that is all.
    static func listen() {
        guard !isListening.exchange(true, ordering: .relaxed) else { return }
        if let theirs = Database.logError {
            Database.logError = { code, message in
                guard !isMuted else { return }
                theirs(code, message)
                note(code.rawValue, message)
            }
        } else {
            _registerErrorLogCallback { _, code, message in
                guard let message, !LoggedErrors.isMuted else { return }
                LoggedErrors.note(code, String(cString: message))
            }
        }
    }

    /// This thread's newest error, which is forgotten; costs nothing while there is none.
    static func take() -> LoggedError? {
        guard count.load(ordering: .relaxed) > 0 else { return nil }
        return newest.withLock { newest in
            let error = newest.removeValue(forKey: thread)
            count.store(newest.count, ordering: .relaxed)
            return error
        }
    }

    /// Runs the body; what SQLite logs on this thread meanwhile is of no statement of the app's, and is not for its log.
    static func muted<R>(_ body: () -> R) -> R {
        let thread = thread
        mutedThreads.withLock { _ = $0.insert(thread) }
        mutedCount.add(1, ordering: .relaxed)
        defer {
            mutedCount.subtract(1, ordering: .relaxed)
            mutedThreads.withLock { _ = $0.remove(thread) }
        }
        return body()
    }

    private static var isMuted: Bool {
        mutedCount.load(ordering: .relaxed) > 0 && mutedThreads.withLock { $0.contains(thread) }
    }

    private static func note(_ code: Int32, _ line: String) {
        let kind = code & 0xff
        guard kind != SQLITE_NOTICE, kind != SQLITE_WARNING else { return }
        newest.withLock { newest in
            if newest.count >= limit { newest.removeAll(keepingCapacity: true) }
            newest[thread] = LoggedError(code: code, line: line)
            count.store(newest.count, ordering: .relaxed)
        }
    }

    private static var thread: UInt {
        #if canImport(Darwin)
            UInt(bitPattern: pthread_self())
        #else
            UInt(pthread_self())
        #endif
    }
}
