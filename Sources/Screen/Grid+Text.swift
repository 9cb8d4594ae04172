extension Grid {
    /// The rows as text, joined by newlines, without spaces at their ends: what golden screens hold.
    package func text() -> String {
        (0..<size.rows).map(row).joined(separator: "\n")
    }

    /// One row as text, without spaces at its end.
    package func row(_ y: Int) -> String {
        var line = cells(ofRow: y).reduce(into: "") { $0 += $1.text }
        while line.utf8.last == 0x20 { line.removeLast() }
        return line
    }

    /// A letter for each cell's role (an overlay's where there is one), rows joined by newlines.
    package func roleMap() -> String {
        let rows = (0..<size.rows).map { y in
            var line = cells(ofRow: y).reduce(into: "") { $0.append(($1.overlay ?? $1.role).letter) }
            while line.utf8.last == 0x20 { line.removeLast() }
            return line
        }
        return rows.joined(separator: "\n")
    }

    /// The parts of a row in one role, in order: for tests that ask what stands out.
    package func runs(ofRow y: Int) -> [StyledText.Run] {
        var runs: [StyledText.Run] = []
        for cell in cells(ofRow: y) {
            let role = cell.overlay ?? cell.role
            if let last = runs.last, last.role == role, last.isReversed == cell.isReversed {
                runs[runs.count - 1] = .init(text: last.text + cell.text, role: role, isReversed: cell.isReversed)
            } else {
                runs.append(.init(text: cell.text, role: role, isReversed: cell.isReversed))
            }
        }
        return runs
    }
}
