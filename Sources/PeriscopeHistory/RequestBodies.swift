/// A request's bodies, and the error that ended it.
struct RequestBodies: Sendable {
    var request: BodyRecord?
    var response: BodyRecord?
    var failure: FailureRecord?

    var cost: Int { (request?.cost ?? 0) + (response?.cost ?? 0) + (failure?.cost ?? 0) }
}
