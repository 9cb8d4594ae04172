import Synchronization

/// Functions that use CPU time, one for each kind of request and each place in it: a sample in one of them says what it
/// must be attributed to.
///
/// Each goes on until its thread has used what it was told to, and writes down what that was.
enum TruthBurners {
    typealias Burner = @Sendable (_ milliseconds: Double, _ ledger: TruthLedger) -> Void

    /// By kind of request.
    static let plain: [Burner] = [plainA, plainB, plainC, plainD]
    /// In a span of the probe's.
    static let spanned: [Burner] = [spannedA, spannedB, spannedC, spannedD]
    /// In a span of tracing's.
    static let traced: [Burner] = [tracedA, tracedB, tracedC, tracedD]
    /// In child tasks inside a span of the probe's.
    static let child: [Burner] = [childA, childB, childC, childD]

    @inline(never) static func plainA(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 3), "plainA") }
    @inline(never) static func plainB(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 5), "plainB") }
    @inline(never) static func plainC(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 7), "plainC") }
    @inline(never) static func plainD(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 9), "plainD") }
    @inline(never) static func spannedA(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 13), "spannedA") }
    @inline(never) static func spannedB(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 15), "spannedB") }
    @inline(never) static func spannedC(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 17), "spannedC") }
    @inline(never) static func spannedD(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 19), "spannedD") }
    @inline(never) static func tracedA(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 23), "tracedA") }
    @inline(never) static func tracedB(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 25), "tracedB") }
    @inline(never) static func tracedC(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 27), "tracedC") }
    @inline(never) static func tracedD(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 29), "tracedD") }
    @inline(never) static func childA(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 33), "childA") }
    @inline(never) static func childB(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 35), "childB") }
    @inline(never) static func childC(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 37), "childC") }
    @inline(never) static func childD(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 39), "childD") }
    /// Of no request: a detached task that a request began.
    @inline(never) static func detached(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 41), "detached") }
    /// Of no request: a dispatch queue's block.
    @inline(never) static func block(_ ms: Double, _ ledger: TruthLedger) { ledger.add(burn(ms, 43), "block") }

    /// Nanoseconds of CPU time that it used.
    @inline(never)
    private static func burn(_ milliseconds: Double, _ factor: Int) -> UInt64 {
        let begin = Stopwatch.threadCPU()
        let length = UInt64(milliseconds * 1_000_000)
        var number = 1
        while Stopwatch.threadCPU() - begin < length {
            for step in 0..<2_000 { number = number &* factor &+ step }
        }
        if number == 42 { print(number) }
        return Stopwatch.threadCPU() - begin
    }
}

/// What each function used, as the kernel counted it.
final class TruthLedger: Sendable {
    private let used = Mutex<[String: UInt64]>([:])

    func add(_ nanoseconds: UInt64, _ function: String) {
        used.withLock { $0[function, default: 0] += nanoseconds }
    }

    /// Nanoseconds by function.
    var all: [String: UInt64] { used.withLock(\.self) }

    var total: UInt64 { all.values.reduce(0, +) }
}
