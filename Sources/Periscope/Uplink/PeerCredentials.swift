import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Who is at the other end of a Unix socket, as the kernel says.
enum PeerCredentials {
    /// The other end's user id; fails where the kernel does not tell.
    static func uid(of channel: any Channel) -> EventLoopFuture<UInt32> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        #if canImport(Darwin)
            // SOL_LOCAL and LOCAL_PEERCRED of sys/un.h, which are macros that Swift does not see.
            return provider.unsafeGetSocketOption(
                level: NIOBSDSocket.OptionLevel(rawValue: 0), name: NIOBSDSocket.Option(rawValue: 1)
            ).map { (credentials: xucred) in credentials.cr_uid }
        #else
            return provider.unsafeGetSocketOption(
                level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)
            ).map { (credentials: Credentials) in credentials.uid }
        #endif
    }

    /// `struct ucred` of sys/socket.h, which glibc shows only to programs that define _GNU_SOURCE.
    private struct Credentials: Sendable {
        var pid: Int32 = 0
        var uid: UInt32 = 0
        var gid: UInt32 = 0
    }

    /// Those who may watch: our own user, root, who can read our memory anyway, and whom the environment names.
    ///
    /// `PERISCOPE_ALLOW_UID=1000,1001` is for a server in a container whose viewer is outside.
    static func trusted(by surroundings: ProcessSurroundings) -> Set<UInt32> {
        let named = surroundings.environment["PERISCOPE_ALLOW_UID"]?.split(separator: ",").compactMap { UInt32($0) }
        return Set([0, surroundings.uid] + (named ?? []))
    }
}
