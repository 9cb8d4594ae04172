import NIOCore

/// The questions that one side was asked and has not answered yet.
///
/// Each gets a number of its own, since two askers may use the same.
struct PlanLedger<Asker> {
    struct Question {
        let asker: Asker
        /// The asker's number.
        let id: UInt64
        let timeout: Scheduled<Void>
    }

    private var open: [UInt64: Question] = [:]

    var count: Int { open.count }

    func count(where matches: (Asker) -> Bool) -> Int { open.values.count { matches($0.asker) } }

    mutating func note(_ question: Question, as number: UInt64) { open[number] = question }

    /// The question of an answer; nil where it was never asked, or is answered already.
    mutating func take(_ number: UInt64) -> Question? {
        let question = open.removeValue(forKey: number)
        question?.timeout.cancel()
        return question
    }

    /// All that are still open, in the order they were asked.
    mutating func takeAll(where matches: (Asker) -> Bool = { _ in true }) -> [Question] {
        let numbers = open.filter { matches($0.value.asker) }.keys.sorted()
        return numbers.compactMap { take($0) }
    }
}
