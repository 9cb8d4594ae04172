internal import Dispatch

/// What a filter says of every held request, found by several threads at once.
///
/// For filters that read details of thousands of requests while somebody types: on two cores in half the time. The
/// caller waits; nothing of it outlives the call.
struct FilterAnswers {
    struct Answer {
        var sequence: UInt64 = 0
        var matches = false
        var due: UnixNanoseconds?
    }

    /// Fewer are looked at sooner than a thread is woken.
    static let leastRequests = 2_000
    /// Of requests, so that a core that is busy elsewhere holds up a part only.
    private static let parts = 8

    /// In order of arrival.
    private let answers: [Answer]
    private var place = 0

    /// - Parameter scan: Makes one for each part, as a scan learns while it looks.
    init(_ history: History, _ scan: @Sendable () -> FilterScan) {
        let store = history.store
        let count = store.count
        answers = [Answer](unsafeUninitializedCapacity: count) { buffer, initialized in
            buffer.initialize(repeating: Answer())
            // Each part writes to places of its own.
            nonisolated(unsafe) let places = buffer
            DispatchQueue.concurrentPerform(iterations: Self.parts) { part in
                var scan = scan()
                var place = count * part / Self.parts
                store.forEach(place..<count * (part + 1) / Self.parts) { request in
                    let matches = scan.matches(request)
                    places[place] = Answer(sequence: request.pointee.sequence, matches: matches, due: scan.due)
                    place += 1
                }
            }
            initialized = count
        }
    }

    /// Nil where there is none; costs nothing for requests that are asked about in order of arrival.
    mutating func answer(_ sequence: UInt64) -> Answer? {
        while place < answers.count, answers[place].sequence < sequence { place += 1 }
        guard place < answers.count, answers[place].sequence == sequence else { return nil }
        return answers[place]
    }
}
