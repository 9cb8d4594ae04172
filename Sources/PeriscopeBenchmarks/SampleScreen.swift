import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen

/// The toolbar's loop, without a terminal: keys in, grids out.
struct SampleScreen {
    /// Nanoseconds of the thread's CPU.
    struct Cost {
        var update: UInt64
        var render: UInt64
        var diff: UInt64
        var rows: Int
        var whole: UInt64 { update + render + diff }
    }

    private let size: ScreenSize
    private var server: SampleServer
    private var history = History()
    private var state = UIState()
    private(set) var grid: Grid
    /// Nanoseconds from the server's anchor; without, the time of its last request.
    var clock: UInt64?
    private let cache = PanelCache()
    private let environment = UIEnvironment(socketPath: "/run/user/1000/periscope/hub.sock", version: "0.1")

    /// A history of requests of five events; the newest may have many queries.
    init(size: ScreenSize, requests: Int, lastQueries: Int = 0, isVaried: Bool = false) {
        self.size = size
        server = SampleServer(isVaried: isVaried)
        grid = Grid(size)
        history.connect(app: SampleServer.number, hello: server.hello, strings: [], at: SampleServer.anchor)
        for _ in 0..<(requests / 50) {
            take([server.batch(requests: 50, queries: 2, renders: 1, logs: 1)])
        }
        if lastQueries > 0 {
            var large = server.batch(requests: 1, queries: lastQueries, renders: 1, logs: 1)
            SampleStacks.add(to: &large)
            take([large])
            SampleStacks.name(in: &history)
        }
        draw()
    }

    var counts: PanelCache.Counts { cache.counts }

    /// What was found in the newest request.
    var findings: Int {
        history.order.last.flatMap(history.request).map { history.findings(of: $0).count } ?? 0
    }

    var isDetailFocused: Bool { state.focus == .detail }

    mutating func makeNews(requests: Int) -> WireBatch {
        server.batch(requests: requests, queries: 2, renders: 1, logs: 1)
    }

    mutating func take(_ news: [WireBatch]) {
        guard !news.isEmpty else { return }
        var change = HistoryChange()
        for batch in news { change.merge(history.apply(batch, from: SampleServer.number, at: now)) }
        _ = update(&state, .historyChanged(change), context)
    }

    /// Letters as they are; `>` is Enter, `<` Esc, a backspace itself.
    static func keys(_ text: String) -> [Key] {
        text.map { character in
            switch character {
            case ">": .enter
            case "<": .escape
            case "\u{8}": .backspace
            default: .character(character)
            }
        }
    }

    mutating func type(_ text: String) {
        for key in Self.keys(text) { press(key) }
    }

    mutating func press(_ key: Key, unless isSkipped: Bool = false) {
        guard !isSkipped else { return }
        _ = update(&state, .input(.key(key)), context)
        draw()
    }

    /// Takes a key, draws, and compares with what is on screen, as the presenter does.
    mutating func cost(of key: Key) -> Cost {
        let start = Stopwatch.threadCPU()
        _ = update(&state, .input(.key(key)), context)
        let updated = Stopwatch.threadCPU()
        let new = render(state, context, .unicode)
        let rendered = Stopwatch.threadCPU()
        let differing = new.diff(from: grid)
        grid = new
        let end = Stopwatch.threadCPU()
        return Cost(
            update: updated - start, render: rendered - updated, diff: end - rendered, rows: differing.count)
    }

    mutating func draw() {
        grid = render(state, context, .unicode)
    }

    /// Nanoseconds from the anchor.
    var serverTime: UInt64 { server.now }

    private var now: UnixNanoseconds { SampleServer.anchor + Int64(clock ?? server.now) }

    private var context: UIContext {
        UIContext(history: history, size: size, now: now, environment: environment, cache: cache)
    }
}
