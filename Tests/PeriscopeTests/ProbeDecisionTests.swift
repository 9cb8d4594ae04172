import Periscope
import Testing

@Suite("When the probe is on")
struct ProbeDecisionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var enabled: Probe.Enabled = .automatic
        var word: String?
        var isDebug = true
        var arguments = ["/app/bookshop", "--port", "8080"]
        var isOn: Bool
        var reason: String
        var testDescription: String { "\(enabled) PERISCOPE=\(word ?? "") debug=\(isDebug) \(arguments)" }
    }

    static let helper = ["/usr/libexec/swift/pm/swiftpm-testing-helper", "--test-bundle-path", "x"]
    static let bundle = ["/app/.build/debug/shopPackageTests.xctest", "--testing-library", "swift-testing"]

    @Test(
        "The app's never, the environment, a test, the app's always, the build: in this order",
        arguments: [
            Case(isOn: true, reason: "debug build"),
            Case(isDebug: false, isOn: false, reason: "release build"),
            Case(word: "1", isDebug: false, isOn: true, reason: "PERISCOPE=1"),
            Case(word: "0", isOn: false, reason: "PERISCOPE=0"),
            Case(enabled: .always, word: "0", isOn: false, reason: "PERISCOPE=0"),
            Case(enabled: .always, isDebug: false, isOn: true, reason: ".always"),
            Case(enabled: .never, word: "1", isOn: false, reason: ".never"),
            Case(enabled: .never, isOn: false, reason: ".never"),
            Case(arguments: helper, isOn: false, reason: "test process"),
            Case(arguments: bundle, isOn: false, reason: "test process"),
            Case(enabled: .always, arguments: bundle, isOn: false, reason: "test process"),
            Case(word: "1", arguments: bundle, isOn: true, reason: "PERISCOPE=1"),
            Case(word: "off", isOn: false, reason: "PERISCOPE=0"),
            Case(word: "maybe", isOn: true, reason: "neither 0 nor 1"),
            Case(word: "", isOn: true, reason: "debug build"),
        ])
    func decision(_ example: Case) {
        let environment = example.word.map { ["PERISCOPE": $0] } ?? [:]
        let decision = ProbeDecision(
            enabled: example.enabled,
            surroundings: .server(environment, arguments: example.arguments, isDebugBuild: example.isDebug))
        #expect(decision.isOn == example.isOn)
        #expect(decision.reason.contains(example.reason))
    }

    @Test("This very test process has the probe off, by its own arguments")
    func thisProcess() {
        #expect(!Probe(app: "shop").isOn)
    }

    @Test("Off, calls run their bodies and record nothing")
    func off() async throws {
        let probe = Probe(app: "shop", enabled: .never)
        #expect(probe.recording == nil)
        #expect(probe.openRequest(RequestOpening(start: 0)) == nil)
        #expect(probe.query("SELECT 1") { 1 } == 1)
        #expect(probe.render("page") { "text" } == "text")
        #expect(
            await probe.span("work") {
                await Task.yield(); return 2
            } == 2)
        #expect(probe.dump(3) == 3)
        #expect(throws: Failure.self) { try probe.span("work") { throw Failure() } }
    }

    struct Failure: Error {}
}
