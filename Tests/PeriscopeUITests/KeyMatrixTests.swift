import PeriscopeUI
import Screen
import Testing

/// Every command in every place, by the key of the table.
///
/// `+` it acts, `s` it says a sentence and changes nothing else, `.` it does nothing, by intent.
@Suite("Every key, everywhere")
struct KeyMatrixTests {
    private static let places: [(name: String, keys: String)] = [
        ("list", "jj"), ("1", "j1"), ("2", "j2j"), ("3", "j3j"), ("4", "j4"), ("5", "j5"), ("6", "j6"), ("7", "j7"),
        ("8", "j8"), ("opened", "j3j<enter>"), ("routes", "0j"), ("shapes", "0tj"), ("apps", "9"), ("profile", "A"),
        ("compare", "jmjd"),
    ]

    /// The places in the order above.
    private static let expected: [Command: String] = [
        .down: "++++++++.+++..+",
        .up: "+.++......++...",
        .halfPageDown: "++++++++.+++..+",
        .halfPageUp: "+.++......++...",
        .pageDown: "++++++++.+++..+",
        .pageUp: "+.++......++...",
        .top: "+.++......++...",
        .bottom: "++++++++.+++..+",
        .left: ".+++++++++++++.",
        .right: "++++.+s+s+++.s+",
        .scrollLeft: "sssssssssssssss",
        .scrollRight: "+s+ssssssssssss",
        .open: "++++++s+s+++ss+",
        .back: "s++++++++++++++",
        .close: "+++++++++++++++",
        .quit: "+++++++++++++++",
        .nextPane: "s+++++++++++sss",
        .previousPane: "s+++++++++++sss",
        .overview: "+.+++++++++++++",
        .timeline: "++.++++++++++++",
        .sql: "+++.+++++++++++",
        .templates: "++++.++++++++++",
        .logs: "+++++.+++++++++",
        .request: "++++++.++++++++",
        .calls: "+++++++.+++++++",
        .profile: "++++++++.++s+++",
        .routes: "+++++++++++++++",
        .apps: "+++++++++++++++",
        .previousPanel: "s+++++++++sssss",
        .nextPanel: "s+++++++++sssss",
        .nextRequest: "++++++++++sssss",
        .previousRequest: "++++++++++sssss",
        .nextItem: "++++++++++sssss",
        .previousItem: "++++++++++sssss",
        .search: "+++++++++++++++",
        .nextHit: "sssssssssssssss",
        .previousHit: "sssssssssssssss",
        .filter: "+++++++++++++++",
        .clearFilter: "sssssssssssssss",
        .pause: "+++++++++++++++",
        .follow: "+++++++++++++++",
        .sort: "+ss+ssssss++sss",
        .reverse: "+ss+ssssss++sss",
        .mark: "++++++++++sssss",
        .markedOnly: "sssssssssssssss",
        .nextMark: "sssssssssssssss",
        .unmarkAll: "sssssssssssssss",
        .nextProblem: "+++++++++++ssss",
        .previousProblem: "++++++++++sssss",
        .showHidden: "+ss+ssss+sssss+",
        .copy: "++++++++s++++s+",
        .copyAs: "+++++++++++++s+",
        .page: "++++++++s++++s+",
        .export: "++++++++s++++s+",
        .compare: "ssssssssssssss+",
        .sendAgain: "++++++++++sssss",
        .sendAgainMany: "++++++++++sssss",
        .plan: "s+s+sssss+sssss",
        .editSource: "++s+s++ss+s+ss+",
        .ignore: "s+s+sssss+sssss",
        .profiler: "+++++++++++++++",
        .profileSpan: "ss+++ss+s+sssss",
        .profileAll: "+sssssssss+++ss",
        .allFrames: "+sssssssss+++ss",
        .toggleTree: "ss+++ssss+++ss+",
        .wrap: "+++++++++++++++",
        .timeFormat: "+++++++++++++++",
        .zoomPane: "s+++++++++sssss",
        .zoomIn: "ss+ssssssssssss",
        .zoomOut: "sssssssssssssss",
        .restartChild: "sssssssssssssss",
        .palette: "+++++++++++++++",
        .help: "+++++++++++++++",
        .clear: "+++++++++++++++",
        .repaint: "+++++++++++++++",
        .suspend: "+++++++++++++++",
        .mouse: "+++++++++++++++",
        .footer: "+++++++++++++++",
    ]

    @Test("No key is silently dead", arguments: Command.allCases)
    func command(_ command: Command) {
        let row = String(Self.drivers.map { Self.outcome(command, $0) })
        #expect(row == Self.expected[command], "\(command): \(row)")
    }

    private static let drivers: [UIDriver] = places.map { place in
        var ui = UIDriver.bookshop()
        ui.type(place.keys)
        _ = ui.takeEffects()
        return ui
    }

    private static func outcome(_ command: Command, _ driver: UIDriver) -> Character {
        var ui = driver
        guard let key = KeyMap.standard.keys(of: command).first else { return "?" }
        let before = seen(ui)
        ui.act(.input(.key(key)))
        let after = seen(ui)
        if before != after || !ui.takeEffects().isEmpty { return "+" }
        return ui.state.flash == nil ? "." : "s"
    }

    /// Everything but the line that sentences are said in.
    private static func seen(_ ui: UIDriver) -> [String] {
        var ui = ui
        // What is said may take more lines than that.
        ui.state.flash = nil
        var rows = ui.rows
        rows.remove(at: rows.count - 2)

        return rows + ["\(ui.state.isFollowing)", "\(ui.state.timeFormat)", "\(ui.state.isWrapping)"]
    }
}
