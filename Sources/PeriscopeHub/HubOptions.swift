#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The hub's limits; the defaults are what it runs with, tests take smaller ones.
package struct HubOptions: Sendable {
    /// Connections of any kind; the oldest that has not said hello makes room.
    package var connections = 256
    package var servers = 64
    package var readers = 16
    /// A connection that has not said hello by then is closed.
    package var helloTimeout = Duration.seconds(5)
    /// What may wait to be sent to one reader, in bytes, before it is let go.
    package var readerPendingBytes = 16 << 20
    /// How long a reader may take nothing at all while something waits, before it is let go.
    package var readerStall = Duration.seconds(10)
    /// How long a connection has to take a goodbye before it is closed without.
    package var farewell = Duration.seconds(5)
    /// How long `start()` waits for the hub that owns the socket to answer.
    package var attachTimeout = Duration.seconds(2)
    /// How often a reader without a hub tries to become it, or to find the next one.
    package var seekInterval = Duration.milliseconds(50)
    /// The user this viewer runs as.
    package var ownUID: UInt32 = geteuid()
    /// Builds whose executables are held open, each of which takes its room on the disk even when it was deleted.
    package var executables = 16
    /// Plans that one server may owe, and that one reader may wait for.
    package var plans = 64
    package var plansOfReader = 16
    /// After which a server is taken not to answer any more; its own limit is far below.
    package var planTimeout = Duration.seconds(15)
    /// Reads who is at the other end of a socket.
    package var peer: @Sendable (Int32) -> PeerCredentials? = { PeerCredentials(socket: $0) }

    package init() {}
}
