import PeriscopeUI
import Screen
import Testing

struct EmptyScreenTests {
    @Test("With no server the screen says how to connect one, and the socket's path")
    func waiting() {
        var ui = UIDriver(100, 30)
        ui.act(.tick)
        ui.expect(
            "Waiting for a server.", "periscope demo", "let probe = Probe(app: \"myapp\")",
            "services: [probe]", "PERISCOPE_SOCKET=/run/user/1000/periscope/hub.sock")
        #expect(!ui.state.wantsClock(ui.context))
        ui.resize(80, 24)
        ui.expect("probe.bootstrap()", "PERISCOPE_SOCKET=")
        ui.resize(60, 10)
        ui.expect("Waiting for a server.", "PERISCOPE_SOCKET=")
    }

    @Test("A connected server without requests is another matter")
    func connected() {
        var ui = UIDriver(100, 30)
        ui.connect()
        ui.expect("bookshop (4242) is connected. No requests yet.")
        ui.expectNot("Waiting")
        ui.say { $0.quick("GET", "/healthz", at: 1) }
        ui.expect("Only static files and health checks so far: 1 hidden.")
    }

    @Test("A reader of another viewer's socket, and a file, say what they are")
    func sources() {
        var ui = UIDriver(100, 40)
        ui.environment.hub = .reading
        ui.expect("Another viewer has the socket")
        ui.environment.hub = .file(name: "requests.jsonl")
        ui.expect("No requests in requests.jsonl.")
    }

    @Test("The first frame is whole before anything has happened, as with a file that was read")
    func firstFrame() {
        var ui = UIDriver.bookshop()
        ui.state = UIState()
        ui.expect("/authors", "[1/9]")
    }

    @Test("An empty panel says why: no source connected is not zero queries")
    func panels() {
        var ui = UIDriver(100, 30)
        ui.connect(adapters: [])
        ui.say { $0.quick("GET", "/", at: 1) }
        ui.type("3")
        ui.expect("No SQL source connected.", "probe.query(sql")
        ui.type("4")
        ui.expect("No template source connected.")
        ui.type("5")
        ui.expect("Nothing was logged", "probe.bootstrap()")
        ui.type("7")
        ui.expect("No outgoing calls")
        var other = UIDriver(100, 30)
        other.connect()
        other.say { $0.quick("GET", "/", at: 1) }
        other.type("3")
        other.expect("No queries in this request.")
        other.type("4")
        other.expect("No template was rendered")
    }

    @Test("A build that failed has its output on screen, whatever else there is")
    func failedBuild() {
        var ui = UIDriver(100, 30)
        ui.environment.child = .init(command: "swift run App", pid: 7, state: .exited(code: 1))
        ui.environment.childOutput = [.init(text: "App.swift:3:1: error: no such module", at: 0, isError: true)]
        ui.expect("swift run App", "ended with exit code 1", "App.swift:3:1: error", "B starts it again")
        ui.connect()
        ui.say { $0.quick("GET", "/", at: 1) }
        ui.expect("ended with exit code 1 before a server connected", "App.swift:3:1: error", "B build again")
        ui.type("<esc>")
        ui.expect("ended with exit code 1 before a server connected: 9 shows its output", "[1/1]")
    }
}
