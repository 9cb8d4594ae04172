import ArgumentParser
import FoundationEssentials
import PeriscopeHub
import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where the hub listens, and to whom.
struct SocketOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The socket to listen on.",
            discussion: """
                Otherwise $PERISCOPE_SOCKET, else $XDG_RUNTIME_DIR/periscope/hub.sock, else \
                /tmp/periscope-<uid>/hub.sock.
                """,
            valueName: "path"))
    var socket: String?

    @Option(
        name: .customLong("allow-uid"),
        help: ArgumentHelp(
            "Also accept servers of this user id, as in a container. May be given several times.", valueName: "uid"))
    var allowedUIDs: [UInt32] = []

    var path: SocketPath {
        SocketPath.forViewer(option: socket, environment: ProcessInfo.processInfo.environment, uid: getuid())
    }

    func startHub(inbox: HubInbox) throws -> Hub {
        let hub = Hub(path: path, allowedUIDs: Set(allowedUIDs), inbox: inbox)
        do {
            try hub.start()
        } catch {
            throw CommandFailure("\(error)")
        }
        return hub
    }
}
