import Hummingbird
import Periscope

/// What is done about a response's body.
enum ResponsePlan: Sendable {
    /// Nothing: it is not text, too long, empty, or will not be written at all.
    case leaveAlone(bytes: UInt64)
    /// It was collected, and is handed on as one buffer.
    case collected(CapturedBody, failure: CapturedFailure?)
    /// Its length is not known, so it is watched as it is written.
    case watch(limit: Int)
}

/// A response with what is to be recorded of it.
struct PlannedResponse: Sendable {
    let response: Response
    let fields: SeenFields
    let plan: ResponsePlan
}
