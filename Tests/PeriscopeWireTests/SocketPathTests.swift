import PeriscopeWire
import Testing

@Suite("Where the socket is")
struct SocketPathTests {
    @Test("The option, then PERISCOPE_SOCKET, then the runtime folder, then the temporary folder")
    func order() {
        let all = ["PERISCOPE_SOCKET": "/e.sock", "XDG_RUNTIME_DIR": "/run/user/7/"]
        let viewer = SocketPath.forViewer
        #expect(viewer("/o.sock", all, 7) == SocketPath(path: "/o.sock", origin: .option))
        #expect(viewer(nil, all, 7) == SocketPath(path: "/e.sock", origin: .environment))
        #expect(viewer("", ["PERISCOPE_SOCKET": ""], 7).origin == .temporary)
        let runtime = SocketPath(path: "/run/user/7/periscope/hub.sock", origin: .runtimeDirectory)
        #expect(viewer(nil, ["XDG_RUNTIME_DIR": "/run/user/7/"], 7) == runtime)
        let temporary = SocketPath(path: "/tmp/periscope-7/hub.sock", origin: .temporary)
        #expect(viewer(nil, [:], 7) == temporary)
        #expect(viewer(nil, ["XDG_RUNTIME_DIR": "relative"], 7) == temporary)
        #expect(viewer(nil, ["XDG_RUNTIME_DIR": ""], 7) == temporary)
    }

    @Test("A probe tries the chosen path alone, or both defaults")
    func probe() {
        let chosen = SocketPath.forProbe(option: nil, environment: ["PERISCOPE_SOCKET": "/e.sock"], uid: 7)
        #expect(chosen.map(\.path) == ["/e.sock"])
        let both = SocketPath.forProbe(option: nil, environment: ["XDG_RUNTIME_DIR": "/run/x"], uid: 7)
        #expect(both.map(\.path) == ["/run/x/periscope/hub.sock", "/tmp/periscope-7/hub.sock"])
        let service = SocketPath.forProbe(option: nil, environment: [:], uid: 7)
        #expect(service.last?.path == "/tmp/periscope-7/hub.sock")
        #if os(Linux)
            #expect(service.first?.path == "/run/user/7/periscope/hub.sock")
        #endif
    }

    @Test("A path that the system cannot have is refused with a sentence")
    func length() {
        let longest = SocketPath.longestPathBytes
        #expect(SocketPath.lengthProblem(String(repeating: "x", count: longest)) == nil)
        let problem = SocketPath.lengthProblem(String(repeating: "x", count: longest + 1))
        #expect(problem?.contains("\(longest + 1) bytes") == true)
        #expect(problem?.contains("--socket") == true)
        // Bytes count, not characters.
        #expect(SocketPath.lengthProblem(String(repeating: "é", count: longest / 2 + 1)) != nil)
        #expect(SocketPath.lengthProblem("") != nil)
        #expect(SocketPath.lengthProblem("/a\u{0}b") != nil)
    }
}
