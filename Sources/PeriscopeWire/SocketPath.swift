/// Where the hub's socket is, and why there.
///
/// Pure: the environment is handed in. The order is the design's ("Socket and wire"): the option, `PERISCOPE_SOCKET`,
/// the user's runtime folder, the temporary folder.
package struct SocketPath: Sendable, Equatable {
    package enum Origin: Sendable, Equatable { case option, environment, runtimeDirectory, temporary }

    package let path: String
    package let origin: Origin

    package init(path: String, origin: Origin) {
        self.path = path
        self.origin = origin
    }

    /// The one path that a viewer listens on.
    package static func forViewer(option: String?, environment: [String: String], uid: UInt32) -> SocketPath {
        chosen(option: option, environment: environment)
            ?? runtimeDirectory(environment).map { SocketPath(path: $0 + suffix, origin: .runtimeDirectory) }
            ?? temporary(uid: uid)
    }

    /// The paths that a probe tries, in order: the chosen one, or both defaults.
    ///
    /// `XDG_RUNTIME_DIR` differs over ssh, su and services, so that a server without it also looks where a login
    /// shell's viewer would listen.
    package static func forProbe(option: String?, environment: [String: String], uid: UInt32) -> [SocketPath] {
        if let chosen = chosen(option: option, environment: environment) { return [chosen] }
        let runtime = runtimeDirectory(environment) ?? customaryRuntimeDirectory(uid: uid)
        let first = runtime.map { SocketPath(path: $0 + suffix, origin: .runtimeDirectory) }
        return [first, temporary(uid: uid)].compactMap(\.self)
    }

    private static let suffix = "/periscope/hub.sock"

    private static func chosen(option: String?, environment: [String: String]) -> SocketPath? {
        if let option, !option.isEmpty { return SocketPath(path: option, origin: .option) }
        if let path = environment["PERISCOPE_SOCKET"], !path.isEmpty {
            return SocketPath(path: path, origin: .environment)
        }
        return nil
    }

    /// A relative one is to be ignored, says the XDG base directory specification.
    private static func runtimeDirectory(_ environment: [String: String]) -> String? {
        guard var folder = environment["XDG_RUNTIME_DIR"], folder.hasPrefix("/") else { return nil }
        while folder.hasSuffix("/") { folder.removeLast() }
        return folder
    }

    private static func customaryRuntimeDirectory(uid: UInt32) -> String? {
        #if os(Linux)
            "/run/user/\(uid)"
        #else
            nil
        #endif
    }

    private static func temporary(uid: UInt32) -> SocketPath {
        SocketPath(path: "/tmp/periscope-\(uid)/hub.sock", origin: .temporary)
    }
}

extension SocketPath {
    /// The longest path of a Unix socket, in bytes: `sun_path` less the zero at its end.
    package static var longestPathBytes: Int {
        #if os(Linux)
            107
        #else
            103
        #endif
    }

    /// A sentence that says what to do, where the system cannot have a socket of this path; else nil.
    package static func lengthProblem(_ path: String) -> String? {
        if path.isEmpty { return "The socket's path is empty. Choose one with --socket." }
        if path.utf8.contains(0) { return "The socket's path has a zero byte in it. Choose another with --socket." }
        let bytes = path.utf8.count
        guard bytes > longestPathBytes else { return nil }
        return "The socket's path is \(bytes) bytes long, and the system allows \(longestPathBytes): \(path). "
            + "Choose a shorter one with --socket or PERISCOPE_SOCKET."
    }
}
