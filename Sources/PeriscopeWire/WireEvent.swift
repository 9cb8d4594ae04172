/// What a `WireSession` made of the bytes it was given, in the order they came.
package enum WireEvent: Sendable {
    /// The other side's hello; always the first event, unless it says goodbye or fails.
    case hello(WireHello)
    /// The other side's last word; nothing follows.
    case goodbye(WireGoodbye)
    case batch(WireBatch)
    case sample(WireProcessSample)
    case relay(WireRelay)
    /// From the hub to a server, or from a reader to its hub.
    case planRequest(WirePlanRequest)
    /// From a server to its hub; a reader's comes in a relay.
    case planAnswer(WirePlanAnswer)
    /// From the hub to a server, or from a reader to its hub.
    case profileRequest(WireProfileRequest)
    /// The connection must be closed; nothing follows.
    case failed(WireError)
}
