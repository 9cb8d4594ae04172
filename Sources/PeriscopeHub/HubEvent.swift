package import PeriscopeWire

/// News from the hub, in the order it happened; for one app it is always connected, news, disconnected.
///
/// An app's number stays the same when the same process (pid and start time) connects again. Batches carry the
/// numbers of their connection's intern table, which starts as `strings` at each `appConnected`.
package enum HubEvent: Sendable {
    /// `strings` is empty for a server that connected here, and the table so far for one that was relayed.
    ///
    /// The stacks are the same of call stacks, the modules and nodes of what its profiler saw. The executable is the server's file as it was at the hello, where it
    /// could be opened: the next build replaces the file, not what this holds open.
    case appConnected(
        app: UInt64, hello: WireHello, strings: [String], stacks: [WireCallStack], modules: [WireModule],
        profileNodes: WireProfileNodes, executable: ServerExecutable?)
    case batch(app: UInt64, WireBatch)
    case sample(app: UInt64, WireProcessSample)
    /// What became of `Hub.ask(_:of:)`.
    case planAnswer(app: UInt64, WirePlanAnswer)
    /// `orderly`: the server said goodbye. Otherwise the reason is a sentence for a person.
    case appDisconnected(app: UInt64, reason: String, orderly: Bool)
    case readerAttached(count: Int)
    case readerLeft(count: Int)
    /// A connection that is no app's ended, and why: a sentence for a person.
    case refused(reason: String)
    /// Not sent for the role that `Hub.start()` began with.
    case roleChanged(HubRole)
}

/// What this viewer is to the socket.
package enum HubRole: Sendable, Equatable {
    /// It owns the socket; servers connect to it.
    case listening(path: String)
    /// Another viewer owns it and passes on what it receives.
    case reading(path: String)
}
