import PeriscopeHistory
import PeriscopeWire
import Screen

/// Where a request's time went, as parts that add up to the whole: no moment is counted twice.
///
/// Where kinds of work overlap, the first of SQL, calls and templates has the moment. SQL is the app's own queries, as in
/// every other figure; what the database's library ran for itself is a part of its own. One sort of the spans.
struct Phases {
    struct Part {
        let name: String
        let role: Role
        let time: UInt64
    }

    private static let housekeeping = "housekeeping"

    /// Those that took any time, SQL first.
    var shares: [(part: Part, percent: Int)] {
        let shown = parts.filter { $0.time > 0 }
        return zip(shown, Shares.percents(shown.map(\.time))).map { ($0, $1) }
    }

    /// In which at least one of the app's own queries ran.
    var sql: UInt64 { parts.first?.time ?? 0 }

    let parts: [Part]
    private let total: UInt64

    init(_ input: PanelInput) {
        let spans = input.spans
        let end = input.request.start &+ input.elapsed
        func intervals(_ isWanted: (SpanRecord) -> Bool) -> Intervals {
            Intervals(spans.filter(isWanted).map { ($0.start, $0.end ?? end) }, within: (input.request.start, end))
        }
        let sql = intervals { $0.kind == .query && !($0.query?.isHousekeeping ?? false) }
        let database = intervals { $0.kind == .query }
        let calls = intervals { $0.kind == .query || $0.kind == .client }
        let templates = intervals { $0.kind == .query || $0.kind == .client || $0.kind == .render }
        let own = intervals { Coverage.isWork($0) }
        total = input.elapsed
        // Less than half a percent, as nearly always, is not worth a name.
        let housekeeping = database.length - sql.length
        let isNamed = housekeeping >= max(1, total / 200)
        parts = [
            Part(name: "SQL", role: .barSQL, time: sql.length),
            Part(name: Self.housekeeping, role: .barSQL, time: isNamed ? housekeeping : 0),
            Part(name: "calls", role: .barIO, time: calls.length - database.length),
            Part(name: "templates", role: .barTemplate, time: templates.length - calls.length),
            Part(name: "spans", role: .barOther, time: own.length - templates.length),
            Part(
                name: "own code, or waiting", role: .barApp,
                time: total > own.length ? total - own.length : 0),
        ]
    }

    /// All of them as one bar; edges from the start, never added up.
    func bar(width: Int, glyphs: Glyphs) -> Line {
        var line = Line(" ")
        var before: UInt64 = 0
        for part in parts where part.time > 0 {
            let first = Int((Double(before) / Double(max(1, total)) * Double(width)).rounded())
            before += part.time
            let last = min(width, Int((Double(before) / Double(max(1, total)) * Double(width)).rounded()))
            guard last > first else { continue }
            line.add(String(repeating: glyphs.isASCII ? letter(part) : "█", count: last - first), part.role)
        }
        return line
    }

    /// Without blocks, a letter tells the parts apart.
    func letter(_ part: Part) -> String {
        switch part.role {
        case .barSQL: part.name == Self.housekeeping ? "h" : "S"
        case .barIO: "C"
        case .barTemplate: "T"
        case .barOther: "s"
        default: "."
        }
    }
}
