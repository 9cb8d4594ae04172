import ArgumentParser
import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire

/// What a filter costs over a full history, by kind of term.
struct FilterBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filter", abstract: "Time of a filter over all requests that the history holds.",
        discussion: "From the parsed filter to the list's rows, as a key in the prompt costs it; nothing is kept from "
            + "one round to the next.")

    @Option(help: "Requests in the history, with 5 to 50 queries each.")
    var requests = 10_000

    @Option(help: "Rounds of each filter.")
    var rounds = 9

    @Option(help: "Measure only this filter.")
    var filter: String?

    /// A kind of term, and what must be looked at for it.
    private static let filters: [(kind: String, text: String)] = [
        ("status", "status:5xx"), ("number", "ms>100"), ("method, negated", "-method:GET"), ("path", "path:/authors/7"),
        ("path, ends of it", "path=/auth*/77"), ("route", "route:{id}"), ("finding", "finding:n_plus_one"),
        ("state", "is:error or is:running"), ("age", "age<5m"), ("size, in details", "size>5k"),
        ("log lines, counted", "logs>2"),
        ("app and build", "app:sample build:current"), ("header, found in all", "header:user-agent:mozilla"),
        ("header, in some", "header:x-id=7"), ("header, in none", "header:x-nothing"), ("parameter", "param:id=77"),
        ("log, in some", "log:timeout"), ("log, in none", "log:zebra"), ("SQL, in all", "sql:select"),
        ("SQL, in some", "sql:shelf"), ("SQL, in none", "sql:zebra"), ("SQL, in other texts only", "sql:sqlite"),
        ("bound value", "value=10049"), ("rows of a query", "rows>5000"), ("template", "template:zebra"),
        ("span", "span:handler"), ("attribute", "attr:user.id=7"), ("error", "error:jammed"),
        ("level", "level>=warning"),
        ("word in the URL", "authors"), ("word in some SQL", "shelf"), ("word in none", "zebra"),
        ("two words", "zebra lion"),
        ("words, or", "zebra or lion"), ("body, in none", "body:zebra"), ("body, in all", "body:description"),
        ("anywhere, in none", "any:zebra"),
        ("beyond ASCII, in none", "any:Zoë"), ("mixed", "status:200 ms>1 -path:/static sql:shelf"),
    ]

    func run() throws {
        Table.showCommandLine()
        var library = FilterLibrary()
        let history = library.history(requests: requests)
        let totals = history.totals
        var table = Table(
            "A filter over \(totals.held) requests, \(library.queries / max(1, requests)) queries each, "
                + "\(totals.bytes / 1_048_576) MiB, ms by the clock: medians of \(rounds)",
            columns: ["", "found", "parse µs", "ms", "most", "CPU", "narrowed"])
        let wanted = filter.map { [(kind: "as asked", text: $0)] } ?? Self.filters
        for (kind, text) in wanted { try add("\(kind)  \(text)", text, history, to: &table) }
        table.show()
        print("  budget: 10 ms each; “narrowed” is the filter typed on by one word, from what it found")
    }

    private func add(_ name: String, _ text: String, _ history: History, to table: inout Table) throws {
        var parsing = Measurement(name), whole = Measurement(name), narrowed = Measurement(name),
            cpu = Measurement(name)
        var found = 0
        for _ in 0..<rounds {
            let start = Stopwatch.wall()
            let filter = try RequestFilter(text)
            let (parsed, before) = (Stopwatch.wall(), Stopwatch.processCPU())
            var index = ListIndex()
            var rules = ListIndex.Rules()
            rules.match = filter
            rules.showsNoise = true
            index.apply(rules, history: history, now: SampleServer.anchor)
            let (applied, after) = (Stopwatch.wall(), Stopwatch.processCPU())
            found = index.count
            rules.match = try RequestFilter("(\(text)) 200")
            let again = Stopwatch.wall()
            index.apply(rules, history: history, now: SampleServer.anchor)
            let end = Stopwatch.wall()
            parsing.add(Double(parsed - start) / 1_000)
            whole.add(Double(applied - parsed) / 1_000_000)
            cpu.add(Double(after - before) / 1_000_000)
            narrowed.add(Double(end - again) / 1_000_000)
        }
        table.add(
            name, "\(found)", parsing.median.text(1), whole.median.text(2), whole.largest.text(2), cpu.median.text(2),
            narrowed.median.text(2))
    }
}
