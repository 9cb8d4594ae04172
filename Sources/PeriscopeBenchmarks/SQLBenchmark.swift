import ArgumentParser
import PeriscopeSQL

/// What cutting, folding, laying out and checking SQL takes, for a megabyte of it and for a statement.
struct SQLBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql", abstract: "Time and steps for SQL.",
        discussion: "A mix of statements as pages run them, one after the other, then statements of a megabyte each. "
            + "Steps are the bytes that the scanner passes over; two a byte is the most.")

    @Option(help: "Rounds of each way.")
    var rounds = 7

    @Option(help: "Bytes of SQL in a round.")
    var bytes = 1 << 20

    private struct Way: Sendable {
        let name: String
        /// Gives a number that depends on the work, so that none is left out.
        let run: @Sendable (String) -> Int
    }

    private static let ways = [
        Way(name: "tokens") { SQLTokenizer.tokens($0).count },
        Way(name: "fingerprint") { Int(truncatingIfNeeded: SQLFingerprint.of($0).hash) },
        Way(name: "format") { SQLFormatter.format($0).utf8.count },
        Way(name: "read check") { SQLReadCheck.problem(with: $0)?.utf8.count ?? 0 },
    ]

    func run() throws {
        Table.showCommandLine()
        for sample in SQLSample.all(bytes: bytes) { show(sample) }
    }

    private func show(_ sample: SQLSample) {
        var measurements = Self.ways.map { Measurement($0.name) }
        var work = 0
        interleave(rounds: rounds, ways: Self.ways.count) { way in
            let start = Stopwatch.threadCPU()
            for statement in sample.statements { work &+= Self.ways[way].run(statement) }
            measurements[way].add(Double(Stopwatch.threadCPU() - start) / 1_000)
        }
        let size = Double(sample.bytes)
        let steps = sample.statements.reduce(0) { $0 + SQLTokenizer.steps($1.utf8) }
        var table = Table(
            "\(sample.name): \(sample.statements.count) × \(sample.bytes / max(1, sample.statements.count)) bytes, "
                + "\((Double(steps) / size).text(3)) steps a byte; medians of \(rounds) rounds",
            columns: ["", "ms for a MiB", "ns a byte", "µs a statement"])
        for measurement in measurements {
            let time = measurement.median
            table.add(
                measurement.name, (time / size * Double(1 << 20) / 1_000).text(), (time * 1_000 / size).text(),
                (time / Double(sample.statements.count)).text(2))
        }
        table.show()
        if work == 0 { print("  no work was done") }
    }
}

/// Texts to measure with.
struct SQLSample {
    let name: String
    let statements: [String]

    var bytes: Int { statements.reduce(0) { $0 + $1.utf8.count } }

    static func all(bytes: Int) -> [SQLSample] {
        [
            SQLSample(name: "A mix of statements", statements: mix(bytes)),
            SQLSample(name: "One INSERT of many rows", statements: [insert(bytes)]),
            SQLSample(name: "One deep question", statements: [nest(bytes)]),
            SQLSample(name: "One text that must be read twice", statements: [doubtful(bytes)]),
        ]
    }

    /// What pages run, with their values in the text, so that no two are equal.
    private static func mix(_ bytes: Int) -> [String] {
        var statements: [String] = []
        var size = 0
        while size < bytes {
            let number = statements.count
            let statement = pattern(number)
            size += statement.utf8.count
            statements.append(statement)
        }
        return statements
    }

    private static func pattern(_ number: Int) -> String {
        switch number % 6 {
        case 0: "SELECT id, title, price FROM book WHERE author_id = \(number) AND price < 20.5 ORDER BY title LIMIT 50"
        case 1: "SELECT * FROM \"book\" WHERE \"id\" IN (\(number), \(number + 1), \(number + 2), \(number + 3))"
        case 2: "INSERT INTO customer (id, name, email) VALUES (\(number), 'Ursula', 'u\(number)@example.org')"
        case 3: "UPDATE stock SET amount = amount - 1, updated_at = CURRENT_TIMESTAMP WHERE book_id = \(number)"
        case 4:
            "SELECT a.name, count(*) AS books FROM author a LEFT JOIN book b ON b.author_id = a.id AND b.price > "
                + "\(number) WHERE a.country = 'NO' GROUP BY a.id HAVING count(*) > 3 ORDER BY books DESC LIMIT 20"
        default:
            "WITH late AS (SELECT * FROM loan WHERE due_at < \(number)) SELECT l.id, CASE WHEN l.days > 30 THEN "
                + "'very late' ELSE 'late' END AS state FROM late l WHERE l.customer_id = \(number) -- reminder"
        }
    }

    private static func insert(_ bytes: Int) -> String {
        var text = "INSERT INTO book (id, title, price) VALUES "
        var number = 0
        while text.utf8.count < bytes {
            text += number == 0 ? "" : ", "
            text += "(\(number), 'Book number \(number)', \(number).5)"
            number += 1
        }
        return text
    }

    private static func nest(_ bytes: Int) -> String {
        let piece = "SELECT a, b FROM t WHERE c = 'some text' AND d IN (1, 2, 3) AND e IN ("
        let depth = bytes / (piece.utf8.count + 1)
        return String(repeating: piece, count: depth) + "1" + String(repeating: ")", count: depth)
    }

    private static func doubtful(_ bytes: Int) -> String {
        let piece = "name = 'it\\'s' OR "
        return "SELECT * FROM t WHERE " + String(repeating: piece, count: bytes / piece.utf8.count) + "1"
    }
}
