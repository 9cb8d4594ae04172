import PeriscopeHub
import PeriscopeWire
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Where the hub listens, and where it will not", .timeLimit(.minutes(1)))
struct HubStartTests {
    private let folder = TestFolder()

    private func start(_ path: String) throws(HubError) {
        let hub = Hub(path: SocketPath(path: path, origin: .option), allowedUIDs: [], inbox: HubInbox {})
        defer { hub.stop() }
        try hub.start()
    }

    @Test("The folder it makes and the socket are its user's alone")
    func modes() throws {
        let viewer = try TestViewer(folder.socket).started()
        #expect(mode(of: folder.path + "/periscope") == 0o700)
        #expect(mode(of: folder.socket) == 0o600)
        _ = viewer
    }

    @Test("With another user allowed, the file modes do not keep that one out")
    func sharedModes() throws {
        let viewer = try TestViewer(folder.socket, allowedUIDs: [4242]).started()
        #expect(mode(of: folder.path + "/periscope") == 0o711)
        #expect(mode(of: folder.socket) == 0o666)
        _ = viewer
    }

    @Test("A path too long is refused before anything is made")
    func tooLong() {
        let path = folder.path + "/" + String(repeating: "x", count: SocketPath.longestPathBytes)
        #expect { try start(path) } throws: { "\($0)".contains("--socket") && "\($0)".contains("bytes long") }
    }

    @Test("A folder whose own folder is missing is not made")
    func missing() {
        #expect(throws: HubError.folderMissing(folder: folder.path + "/a/b")) {
            try start(folder.path + "/a/b/hub.sock")
        }
    }

    @Test("A symbolic link for a folder is refused")
    func symbolicLink() {
        let link = folder.path + "/link"
        mkdir(folder.path + "/real", 0o700)
        symlink(folder.path + "/real", link)
        #expect(throws: HubError.folderIsSymbolicLink(folder: link)) { try start(link + "/hub.sock") }
    }

    @Test("What is no folder is refused")
    func notAFolder() {
        close(creat(folder.path + "/file", 0o600))
        #expect(throws: HubError.notAFolder(folder.path + "/file")) { try start(folder.path + "/file/hub.sock") }
    }

    @Test("A folder that others can write to is refused, unless it is sticky")
    func writableByOthers() throws {
        let open = folder.path + "/open"
        mkdir(open, 0o700)
        chmod(open, 0o777)
        #expect(throws: HubError.folderWritableByOthers(folder: open, mode: 0o777)) { try start(open + "/hub.sock") }
        chmod(open, 0o1777)
        try start(open + "/hub.sock")
    }

    @Test("A folder of another user is refused", .enabled(if: geteuid() == 0))
    func otherUsersFolder() {
        let theirs = folder.path + "/theirs"
        mkdir(theirs, 0o700)
        chown(theirs, 4242, 4242)
        #expect(throws: HubError.folderOfAnotherUser(folder: theirs, uid: 4242)) { try start(theirs + "/hub.sock") }
        let sentence = "\(HubError.folderOfAnotherUser(folder: theirs, uid: 4242))"
        #expect(sentence.contains("uid 4242"))
        #expect(sentence.contains("--socket"))
    }

    @Test("A viewer of another user on the socket is refused")
    func otherUsersHub() throws {
        let viewer = try TestViewer(folder.socket).started()
        _ = viewer
        let second = TestViewer(folder.socket) { $0.peer = { _ in PeerCredentials(uid: 4242, pid: 5) } }
        #expect(throws: HubError.socketOfAnotherUser(path: folder.socket, uid: 4242)) { try second.hub.start() }
    }

    @Test("A file in the socket's place is left alone")
    func notASocket() {
        let path = folder.path + "/hub.sock"
        close(creat(path, 0o600))
        #expect(throws: HubError.notASocket(path)) { try start(path) }
        #expect(mode(of: path) == 0o600)
        #expect(mode(of: path + ".lock") == nil)
    }

    @Test("A stale socket is replaced, and a stale lock is no obstacle")
    func stale() throws {
        let path = folder.path + "/hub.sock"
        let viewer = try TestViewer(path).started()
        // What a killed viewer leaves behind: the names, and nobody who listens.
        link(path, folder.path + "/kept")
        viewer.hub.stop()
        rename(folder.path + "/kept", path)
        close(creat(path + ".lock", 0o600))
        let next = try TestViewer(path).started()
        #expect(next.hub.role == .listening(path: path))
        #expect(TestClient.server(path) != nil)
    }

    @Test("At its end it does not remove a socket that is not its own")
    func foreignSocket() throws {
        let path = folder.path + "/hub.sock"
        let viewer = try TestViewer(path).started()
        unlink(path)
        close(creat(path, 0o640))
        viewer.hub.stop()
        #expect(mode(of: path) == 0o640)
    }

    @Test("The doctor sees a missing, a stale, a live and an impossible socket")
    func inspection() throws {
        let path = folder.socket
        let missing = SocketInspection.inspect(path: path)
        #expect(!missing.folderExists && !missing.exists && !missing.isLive)
        #expect(missing.problem == nil)
        let viewer = try TestViewer(path).started()
        let live = SocketInspection.inspect(path: path)
        #expect(live.exists && live.isLive && live.folderExists)
        #expect(live.owner == geteuid())
        #expect(live.mode == 0o600)
        #expect(live.hubPID == getpid())
        #expect(live.problem == nil)
        link(path, folder.path + "/periscope/kept")
        viewer.hub.stop()
        let stale = SocketInspection.inspect(path: folder.path + "/periscope/kept")
        #expect(stale.exists && !stale.isLive)
        #expect(stale.problem == nil)
        #expect(SocketInspection.inspect(path: folder.path + "/a/b/c.sock").problem?.contains("--socket") == true)
        #expect(SocketInspection.inspect(path: folder.path).problem?.contains("not a socket") == true)
    }

    @Test("Every error is a sentence that says what to do")
    func sentences() {
        let errors: [HubError] = [
            .folderMissing(folder: "/a"), .folderNotCreated(folder: "/a", reason: "no"),
            .folderIsSymbolicLink(folder: "/a"), .notAFolder("/a"), .folderOfAnotherUser(folder: "/a", uid: 1),
            .folderWritableByOthers(folder: "/a", mode: 0o777), .notASocket("/a"),
            .unavailable(path: "/a", reason: "no"), .socketOfAnotherUser(path: "/a", uid: 1),
            .silentHub(path: "/a", pid: 0), .busy(path: "/a"),
        ]
        for error in errors {
            #expect("\(error)".hasSuffix("."))
            #expect("\(error)".contains("--socket"))
        }
        #expect("\(HubError.folderWritableByOthers(folder: "/a", mode: 0o777))".contains("mode 777"))
    }
}
