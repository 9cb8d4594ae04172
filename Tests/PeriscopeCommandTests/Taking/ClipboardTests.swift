import PeriscopeCommand
import Testing

@Suite("The way to the clipboard")
struct ClipboardTests {
    typealias Way = ClipboardRoute
    static let xclip = Way.tool("xclip", ["-selection", "clipboard"])
    static let xsel = Way.tool("xsel", ["--input", "--clipboard"])

    static let ways: [(environment: [String: String], setting: String?, ways: [Way])] = [
        ([:], nil, [.tool("pbcopy", []), .terminal]),
        (["DISPLAY": ":0"], nil, [.tool("pbcopy", []), xclip, xsel, .terminal]),
        (["WAYLAND_DISPLAY": "w"], nil, [.tool("pbcopy", []), .tool("wl-copy", []), .terminal]),
        (["DISPLAY": ""], nil, [.tool("pbcopy", []), .terminal]),
        (["SSH_TTY": "/dev/pts/1", "DISPLAY": ":10"], nil, [.terminal]),
        (["SSH_CONNECTION": "a b", "TMUX": "/tmp/t,1,0"], nil, [.tmux, .terminal]),
        (["TMUX": "/tmp/t,1,0"], "my-copy -x", [.command("my-copy -x"), .tmux, .tool("pbcopy", []), .terminal]),
    ]

    @Test("The person's own first, then tmux; over SSH no local tool; the terminal last", arguments: ways)
    func order(environment: [String: String], setting: String?, ways: [Way]) {
        #expect(Way.ways(setting: setting, environment: environment) { _ in true } == ways)
    }

    @Test("A tool that is not there is not tried")
    func missing() {
        #expect(Way.ways(setting: nil, environment: ["DISPLAY": ":0"]) { $0 == "xsel" } == [Self.xsel, .terminal])
    }

    @Test("The message names what, the way, what is masked, and what did not work")
    func sentence() {
        #expect(
            ClipboardText.sentence(
                "curl command", .tmux, note: "2 values masked: authorization, cookie session", failed: [])
                == "curl command copied with tmux, 2 values masked: authorization, cookie session")
        #expect(
            ClipboardText.sentence("URL", .terminal, note: "", failed: ["not with xclip, which hangs"])
                == "URL copied through the terminal (OSC 52); not with xclip, which hangs")
        #expect(ClipboardText.tooLong("JSON", bytes: 312_000).hasPrefix("JSON is too long to copy: 312 kB"))
    }

    @Test("A pager is sent nothing that a terminal would obey")
    func pager() {
        #expect(PagerText.visible("a\u{1B}[31m\tb\n\u{7F}\u{9B}\r") == "a␛[31m\tb\n␡\u{FFFD}␍")
    }

    @Test("Whoever clones a folder runs no command of its author by copying")
    func shared() {
        var own = Settings()
        var parser = SettingsParser(file: "config.yaml")
        parser.parse("clipboard: wl-copy", into: &own)
        #expect(own.clipboard == "wl-copy" && parser.problems.isEmpty)
        var theirs = Settings()
        var shared = SettingsParser(file: ".periscope.yaml", isShared: true)
        shared.parse("clipboard: rm -rf ~", into: &theirs)
        #expect(theirs.clipboard == nil && shared.problems.count == 1)
    }
}
