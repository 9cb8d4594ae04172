import PeriscopeInsight
import PeriscopeSQL
import PeriscopeWire

/// What a step of SQLite's `EXPLAIN QUERY PLAN` means, in words; the steps are those of SQLite 3.36 and later, and of
/// earlier ones where they said `TABLE`.
struct PlanWords {
    struct Meaning: Equatable {
        let text: String
        let severity: Severity
    }

    private let counters: WireQueryCounters?
    private let format: Format
    /// Steps that read a table from end to end.
    private let scans: Int
    private let mayStopEarly: Bool

    init(steps: [WirePlanStep], counters: WireQueryCounters?, sql: String, format: Format) {
        self.counters = counters
        self.format = format
        scans = steps.count { Self.isScan($0.detail) }
        mayStopEarly = SQLText.tokens(sql).contains {
            $0.kind == .keyword && ["LIMIT", "EXISTS", "IN"].contains($0.text.uppercased())
        }
    }

    private static func isScan(_ detail: String) -> Bool {
        detail.hasPrefix("SCAN ") && !detail.hasSuffix("CONSTANT ROW") && !detail.hasSuffix("CONSTANT ROWS")
    }

    /// Nil for a step that says nothing to a person, or is of another database.
    func meaning(of detail: String) -> Meaning? {
        let detail = String(detail.prefix(400))
        let words = detail.split(separator: " ").map(String.init)
        switch words.first {
        case "SCAN": return scan(detail, words)
        case "SEARCH": return search(detail, words)
        case "USE": return temporary(detail)
        case "BLOOM": return Meaning(text: "skips rows that can't match, by a filter of its own", severity: .none)
        case "CO-ROUTINE": return Meaning(text: "makes the rows of \(name(words, 1)) one by one", severity: .none)
        case "MATERIALIZE": return Meaning(text: "makes all rows of \(name(words, 1)) first", severity: .none)
        default: return other(detail)
        }
    }

    private func name(_ words: [String], _ place: Int) -> String {
        words.count > place ? words[place...].joined(separator: " ") : "a subquery"
    }

    /// `book`, or `book as b` where it has another name.
    private func table(_ words: [String]) -> String {
        let rest = words.dropFirst().first == "TABLE" ? Array(words.dropFirst(2)) : Array(words.dropFirst())
        guard let first = rest.first else { return "a table" }
        return rest.count > 2 && rest[1] == "AS" ? "\(first) as \(rest[2])" : first
    }

    // MARK: Reading

    private func scan(_ detail: String, _ words: [String]) -> Meaning {
        if !Self.isScan(detail) { return Meaning(text: "rows that stand in the statement", severity: .none) }
        let table = table(words)
        if detail.contains("VIRTUAL TABLE") { return Meaning(text: "asks the virtual table \(table)", severity: .none) }
        if table.hasPrefix("(") || table.uppercased() == "SUBQUERY" {
            return Meaning(text: "reads all rows of the subquery", severity: .none)
        }
        if let index = after("USING COVERING INDEX ", detail) {
            return Meaning(text: "reads all of the index \(index), not the table", severity: min(.warn, weight))
        }
        if let index = after("USING INDEX ", detail) {
            return Meaning(text: reading(table) + ", in the order of \(index)", severity: min(.warn, weight))
        }
        return Meaning(text: reading(table), severity: weight)
    }

    /// Of a small table, reading all of it is what is quickest.
    private var weight: Severity {
        guard let counters else { return .warn }
        return counters.fullScanSteps >= QueryFlags.notableScan ? .bad : .none
    }

    private func reading(_ table: String) -> String {
        guard let counters, counters.fullScanSteps > 0 else { return "reads all rows of \(table)" }
        let steps = counters.fullScanSteps
        if scans == 1, !mayStopEarly {
            // From one row to the next is a step.
            return "reads all \(format.count(steps == .max ? steps : steps + 1)) rows of \(table)"
        }
        if scans == 1 { return "reads \(table) row by row, \(format.count(steps, "step", "steps"))" }
        return "reads all rows of \(table); \(format.count(steps, "row", "rows")) in the \(scans) scans together"
    }

    private func search(_ detail: String, _ words: [String]) -> Meaning {
        let table = table(words)
        if detail.contains("USING AUTOMATIC ") {
            return Meaning(text: "makes an index of \(table) for this run only; a real one would help", severity: .warn)
        }
        if detail.contains("INTEGER PRIMARY KEY") {
            return Meaning(text: "finds rows of \(table) by their primary key", severity: .none)
        }
        if detail.contains("VIRTUAL TABLE") { return Meaning(text: "asks the virtual table \(table)", severity: .none) }
        if let index = after("USING COVERING INDEX ", detail) {
            return Meaning(text: "finds what it needs in the index \(index) alone", severity: .none)
        }
        if let index = after("USING INDEX ", detail)
            ?? after("USING PRIMARY KEY ", detail).map({ _ in "the primary key" })
        {
            return Meaning(text: "finds rows of \(table) by \(index)", severity: .none)
        }
        return Meaning(text: "finds rows of \(table)", severity: .none)
    }

    /// The word behind a phrase.
    private func after(_ phrase: String, _ detail: String) -> String? {
        guard let range = detail.range(ofPhrase: phrase) else { return nil }
        return detail[range...].split(separator: " ").first.map(String.init)
    }

    // MARK: Sorting and putting together

    private func temporary(_ detail: String) -> Meaning? {
        guard let purpose = detail.range(ofPhrase: "USE TEMP B-TREE FOR ").map({ String(detail[$0...]) }) else {
            return nil
        }
        if purpose.hasSuffix("ORDER BY") {
            let isPart = purpose != "ORDER BY"
            return Meaning(
                text: isPart ? "sorts in memory by what the index has no order of" : "sorts in memory", severity: .warn)
        }
        if purpose.hasSuffix("GROUP BY") { return Meaning(text: "sorts in memory to group", severity: .warn) }
        return Meaning(text: "remembers in memory what it has seen, to leave out doubles", severity: .warn)
    }

    private func other(_ detail: String) -> Meaning? {
        if detail.hasPrefix("MULTI-INDEX OR") {
            return Meaning(text: "looks in an index for each side of the OR", severity: .none)
        }
        if detail.hasPrefix("COMPOUND QUERY") { return Meaning(text: "several SELECTs put together", severity: .none) }
        if detail.hasSuffix("USING TEMP B-TREE") {
            return Meaning(text: "remembers rows in memory, to compare them", severity: .warn)
        }
        if detail.hasPrefix("MERGE") { return Meaning(text: "merges two sorted lists", severity: .none) }
        if detail.hasPrefix("CORRELATED") { return Meaning(text: "runs anew for each row outside", severity: .warn) }
        if detail.contains("SUBQUERY") { return Meaning(text: "runs once", severity: .none) }
        if detail.hasPrefix("RECURSIVE STEP") { return Meaning(text: "goes on from the rows it made", severity: .none) }
        return nil
    }
}

extension String {
    /// The index behind the first place where a phrase stands.
    fileprivate func range(ofPhrase phrase: String) -> String.Index? {
        var index = startIndex
        while index < endIndex {
            let rest = self[index...]
            if rest.hasPrefix(phrase) { return self.index(index, offsetBy: phrase.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
