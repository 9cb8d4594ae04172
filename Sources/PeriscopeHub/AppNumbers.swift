import PeriscopeWire

/// Which number a server process has, across its connections and across hubs.
struct AppNumbers {
    private struct Identity: Hashable {
        let pid: UInt64
        let started: Int64
    }

    /// A number is remembered for the newest so many processes.
    private static let limit = 4096

    private var known: [Identity: UInt64] = [:]
    private var last: UInt64 = 0

    /// The number of the process that says this hello; a new one, from 1, for one that was not seen before.
    ///
    /// A hello without a pid or a start time names no process, and gets a number of its own.
    mutating func number(of hello: WireHello) -> UInt64 {
        guard hello.pid != 0, hello.startedUnixNs != 0 else { return next() }
        let identity = Identity(pid: hello.pid, started: hello.startedUnixNs)
        if let number = known[identity] { return number }
        if known.count >= AppNumbers.limit, let oldest = known.min(by: { $0.value < $1.value }) {
            known[oldest.key] = nil
        }
        let number = next()
        known[identity] = number
        return number
    }

    private mutating func next() -> UInt64 {
        last += 1
        return last
    }
}
