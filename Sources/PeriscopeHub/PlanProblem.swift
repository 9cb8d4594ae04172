import PeriscopeWire

/// Why a hub gives no plan, as a sentence for the person who asked.
enum PlanProblem: String {
    case unknownApp = "The server is not connected any more."
    case oldServer = "This server's Periscope knows nothing of plans yet. Build it with the viewer's version."
    case tooMany = "Too many plans have been asked for and not come yet. Ask again when they have."
    case tooLong = "The statement is too long to be asked about."
    case serverGone = "The server went away before it answered."
    case hubGone = "The viewer that passes this server on went away before the answer."
    case timedOut = "The server did not answer in time."

    func answer(to id: UInt64) -> WirePlanAnswer {
        var answer = WirePlanAnswer()
        answer.id = id
        answer.problem = rawValue
        return answer
    }
}
