import PeriscopeHistory
import PeriscopeInsight
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

/// The whole toolbar on a screen of its own: keys in, screen text out, through the real `update` and `render`.
struct UIDriver {
    var state = UIState()
    var history = History()
    var server = ScriptedServer()
    var size: ScreenSize
    var environment: UIEnvironment
    var glyphs: Glyphs
    /// Microseconds since the scripted clock's anchor.
    var time: UInt64 = 10_000_000
    private(set) var effects: [UIEffect] = []
    private var ignored: Set<IgnoredFinding> = []

    init(_ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) {
        size = ScreenSize(columns: columns, rows: rows)
        self.glyphs = glyphs
        environment = UIEnvironment(
            socketPath: "/run/user/1000/periscope/hub.sock", workingDirectory: "/shop", homeDirectory: "/home/me",
            version: "0.1")
    }

    var now: UnixNanoseconds { ScriptedServer.anchor + Int64(time) * 1_000 }

    let cache = PanelCache()

    var context: UIContext {
        UIContext(history: history, size: size, now: now, environment: environment, cache: cache)
    }

    // MARK: What happens

    mutating func connect(
        _ name: String = "bookshop", pid: UInt64 = 4242, adapters: [String] = ["hummingbird", "grdb", "mustache"],
        build: String = "a1f3c0ffee00", configuration: WireConfiguration = .debug
    ) {
        let hello = ScriptedServer.hello(
            name, pid: pid, adapters: adapters, build: build, configuration: configuration)
        act(.historyChanged(history.connect(app: server.number, hello: hello, strings: [], at: now)))
    }

    /// The server goes, and comes again as another build.
    mutating func restart(build: String, pid: UInt64 = 4343, configuration: WireConfiguration = .debug) {
        act(.historyChanged(history.disconnect(app: server.number, reason: "", orderly: true, at: now)))
        server = ScriptedServer(number: server.number + 1)
        connect(pid: pid, build: build, configuration: configuration)
    }

    /// The functions that program counters of scripted call stacks are in.
    static let sources: [UInt64: SourceFrame] = [
        101: SourceFrame(
            function: "AuthorController.books(of:)", path: "/shop/Sources/Bookshop/AuthorController.swift", line: 41),
        102: SourceFrame(
            function: "AuthorController.index(_:context:)", path: "/shop/Sources/Bookshop/AuthorController.swift",
            line: 29),
        103: SourceFrame(
            function: "ReportController.sales(_:context:)", path: "/shop/Sources/Bookshop/ReportController.swift",
            line: 88),
        201: SourceFrame(
            function: "Row.fetchAll(_:)", path: "/shop/.build/checkouts/GRDB.swift/GRDB/Core/Row.swift", line: 900,
            isApp: false),
    ]

    /// What the profiler's stacks are made of; from 1,000 on they are asynchronous.
    static let sampled: [UInt64: SourceFrame] = [
        401: SourceFrame(
            function: "PeriscopeMiddleware.handle(_:context:next:)",
            path: "/shop/.build/checkouts/periscope/Sources/PeriscopeHummingbird/PeriscopeMiddleware.swift", line: 60,
            isApp: false),
        402: SourceFrame(
            function: "Routes.answer(_:context:)", path: "/shop/Sources/Bookshop/Routes.swift", line: 20),
        403: SourceFrame(
            function: "ReportController.sales(_:context:)", path: "/shop/Sources/Bookshop/ReportController.swift",
            line: 88),
        404: SourceFrame(
            function: "ReportController.rank(_:)", path: "/shop/Sources/Bookshop/ReportController.swift", line: 120),
        405: SourceFrame(
            function: "ReportController.score(of:in:weights:)",
            path: "/shop/Sources/Bookshop/ReportController.swift", line: 142),
        406: SourceFrame(
            function: "Dictionary.subscript.getter", path: "/home/build-user/swift/stdlib/public/core/Dictionary.swift",
            line: 800, isApp: false),
        407: SourceFrame(function: "swift_retain", path: "", line: 0, isApp: false),
        408: SourceFrame(
            function: "Row.fetchAll(_:)", path: "/shop/.build/checkouts/GRDB.swift/GRDB/Core/Row.swift", line: 900,
            isApp: false),
        409: SourceFrame(function: "sqlite3VdbeExec", path: "", line: 0, isApp: false),
        410: SourceFrame(
            function: "ReportController.walk(_:)", path: "/shop/Sources/Bookshop/ReportController.swift", line: 160),
        411: SourceFrame(
            function: "Page.render(_:)", path: "/shop/Sources/Bookshop/Page.swift", line: 31),
        412: SourceFrame(
            function: "MustacheTemplate.render(_:)",
            path: "/shop/.build/checkouts/swift-mustache/Sources/Mustache/Template.swift", line: 77, isApp: false),
    ]

    /// What the symbolizer does in life: names whatever has none.
    mutating func nameStacks() {
        for (build, counters) in history.takeUnnamed(limit: 1_000) {
            let names = counters.map { ($0, (Self.sources[$0] ?? Self.sampled[$0 % 1_000]).map { [$0] } ?? []) }
            history.name(Dictionary(names, uniquingKeysWith: { first, _ in first }), of: build)
        }
        act(.historyChanged(HistoryChange()))
    }

    /// Lets the server say something.
    mutating func say(_ script: (inout ScriptedServer) -> Void) {
        script(&server)
        let change = history.apply(server.takeBatch(), from: server.number, at: now)
        act(.historyChanged(change))
    }

    mutating func act(_ action: UIAction) {
        let new = update(&state, action, context)
        for effect in new {
            switch effect {
            case .pin(let id, let isPinned): act(.historyChanged(history.pin(id, isPinned)))
            case .clear: act(.historyChanged(history.clear()))
            case .setMouse(let isOn): environment.isMouseOn = isOn
            case .ignore(let finding):
                ignored.insert(finding)
                history.judge(thresholds: environment.thresholds, ignored: ignored)
                act(.historyChanged(HistoryChange()))
            default: break
            }
        }
        effects += new
    }

    /// Keys as text: letters as they are, others by name, such as `<enter>`, `<esc>`, `<tab>`, `<c-d>`, `<down>`.
    mutating func type(_ keys: String) {
        for key in Self.keys(keys) { act(.input(.key(key))) }
    }

    mutating func resize(_ columns: Int, _ rows: Int) {
        size = ScreenSize(columns: columns, rows: rows)
        act(.input(.resize(size)))
    }

    mutating func pass(milliseconds: UInt64) {
        time += milliseconds * 1_000
        act(.tick)
    }

    mutating func takeEffects() -> [UIEffect] {
        defer { effects = [] }
        return effects.filter { if case .pin = $0 { false } else { true } }
    }

    // MARK: What is seen

    var grid: Grid { render(state, context, glyphs) }
    var screen: String { grid.text() }
    var rows: [String] { (0..<size.rows).map { grid.row($0) } }

    /// The text of the rows that carry the selection.
    var selectedRow: String {
        let grid = grid
        return (0..<size.rows).first { y in
            (0..<size.columns).contains { grid[$0, y].overlay == .selection }
        }.map { grid.row($0) } ?? ""
    }

    func expect(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        let screen = screen
        for text in texts {
            #expect(screen.contains(text), "not on screen: \(text)\n\(screen)", sourceLocation: sourceLocation)
        }
    }

    func expectNot(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        let screen = screen
        for text in texts {
            #expect(!screen.contains(text), "on screen: \(text)\n\(screen)", sourceLocation: sourceLocation)
        }
    }

    func expectSelected(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(selectedRow.contains(text), "selected: \(selectedRow)\n\(screen)", sourceLocation: sourceLocation)
    }

    /// Where a text stands on screen.
    func point(of text: String) -> ScreenPoint? {
        for (y, row) in rows.enumerated() {
            guard let range = row.range(ofText: text) else { continue }
            return ScreenPoint(x: row.distance(from: row.startIndex, to: range), y: y)
        }
        return nil
    }

    mutating func click(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let point = point(of: text) else {
            Issue.record("nothing to click: \(text)\n\(screen)", sourceLocation: sourceLocation)
            return
        }
        act(.input(.mouse(.press(point))))
    }

    private static func keys(_ text: String) -> [Key] {
        var keys: [Key] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "<", let end = rest.firstIndex(of: ">"),
                let key = named(rest[rest.index(after: rest.startIndex)..<end])
            {
                keys.append(key)
                rest = rest[rest.index(after: end)...]
            } else {
                keys.append(.character(first))
                rest = rest.dropFirst()
            }
        }
        return keys
    }

    private static func named(_ name: Substring) -> Key? {
        let names: [Substring: Key] = [
            "enter": .enter, "esc": .escape, "tab": .tab, "s-tab": .backTab, "bs": .backspace, "del": .delete,
            "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end, "pgdn": .pageDown,
            "pgup": .pageUp, "f1": .function(1), "f2": .function(2), "space": .character(" "), "lt": .character("<"),
            "c-left": .controlLeft, "c-right": .controlRight, "s-left": .shiftLeft, "s-right": .shiftRight,
        ]
        if let key = names[name] { return key }
        guard name.hasPrefix("c-"), let letter = name.last, name.count == 3 else { return nil }
        return .control(letter)
    }
}

extension String {
    func range(ofText text: String) -> String.Index? {
        guard !text.isEmpty else { return nil }
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index }
            index = self.index(after: index)
        }
        return nil
    }
}
