/// Comparisons, elements and levels: what opens, what closes, and who is paired with whom.
extension SQLColumnMatcher {
    // MARK: Comparisons

    mutating func compare(_ comparison: SQLFrame.Comparison) {
        if frame.comparison != .none { pair() }
        sites.join(frame.left, to: &frame.element)
        frame.left = frame.current
        frame.current = SQLOperand()
        frame.comparison = comparison
        frame.ignoresNames = false
    }

    /// Gives the values of each side the other side's column.
    private mutating func pair() {
        if frame.left.row.count > 1 {
            if frame.comparison == .list, let first = frame.current.row.first, rows[first].row.count > 1 {
                for row in frame.current.row { pairRows(frame.left.row, rows[row].row) }
                return dropPairedSites()
            }
            if frame.left.row.count == frame.current.row.count {
                pairRows(frame.left.row, frame.current.row)
                return dropPairedSites()
            }
        }
        sites.give(frame.left.column, to: &frame.current)
        sites.give(frame.current.column, to: &frame.left)
    }

    private mutating func dropPairedSites() {
        frame.left.dropSites()
        frame.current.dropSites()
    }

    private mutating func pairRows(_ left: Range<Int>, _ right: Range<Int>) {
        for (one, other) in zip(left, right) {
            sites.give(rows[one].column, to: &rows[other])
            sites.give(rows[other].column, to: &rows[one])
        }
    }

    /// At AND: the second half of BETWEEN, or the end of a comparison.
    mutating func and() {
        guard frame.comparison == .between else { return endOperand() }
        pair()
        sites.join(frame.current, to: &frame.element)
        frame.current = SQLOperand()
        frame.comparison = .scalar
    }

    mutating func endOperand() {
        if frame.comparison != .none { pair() }
        sites.join(frame.left, to: &frame.element)
        sites.join(frame.current, to: &frame.element)
        frame.left = SQLOperand()
        frame.current = SQLOperand()
        frame.comparison = .none
        frame.ignoresNames = false
        frame.namesRows = false
        frame.columnNames = SQLOperand()
    }

    // MARK: Elements

    /// At a comma, or at the end of a list.
    mutating func endElement() {
        endOperand()
        // What follows a path into a JSON value is what is put there.
        sites.give(frame.pathColumn, to: &frame.element)
        if frame.listsElements {
            let position = elements.count - frame.elementBase
            if frame.insertsSelection, position < frame.insertColumns.count {
                sites.give(rows[frame.insertColumns.lowerBound + position].column, to: &frame.element)
            }
            elements.append(frame.element)
        }
        frame.element = SQLOperand()
    }

    /// At a word that starts a clause: a select list before it is over, and what follows are no elements.
    mutating func endClause() {
        if frame.listsElements {
            endElement()
            var result = frame.result
            sites.join(takeElements(), to: &result)
            frame.result = result
        } else {
            endOperand()
            frame.element = SQLOperand()
        }
        frame.listsElements = false
        frame.insertsSelection = false
    }

    /// Takes this level's elements off the stack, as one operand: the only element, or a row of them.
    private mutating func takeElements() -> SQLOperand {
        let count = elements.count - frame.elementBase
        if count == 1 && frame.kind != .insertColumns { return elements.removeLast() }
        var whole = SQLOperand()
        let start = rows.count
        for index in frame.elementBase..<elements.count {
            sites.join(elements[index], to: &whole)
            rows.append(elements[index])
        }
        elements.removeLast(count)
        whole.row = start..<rows.count
        return whole
    }

    // MARK: Levels

    mutating func open(_ kind: SQLFrame.Kind) {
        var inner = SQLFrame(kind, elementBase: elements.count)
        if kind == .group && frame.insert == .source && frame.current.isEmpty {
            inner.insert = .source
            inner.insertColumns = frame.insertColumns
        }
        outer.append(frame)
        frame = inner
        if kind != .bracket && kind != .caseExpression { openParentheses += 1 }
    }

    /// Closes levels up to and including the innermost one in parentheses, or does nothing if there is none.
    mutating func closeParenthesis() {
        guard openParentheses > 0 else { return endOperand() }
        while frame.kind == .bracket || frame.kind == .caseExpression { close() }
        close()
    }

    mutating func closeBracket() {
        if frame.kind == .bracket { close() }
    }

    mutating func close() {
        guard let enclosing = outer.popLast() else { return }
        if frame.listsElements {
            endElement()
            var result = frame.result
            sites.join(takeElements(), to: &result)
            frame.result = result
        } else {
            endOperand()
        }
        let closed = frame
        frame = enclosing
        if closed.kind != .bracket && closed.kind != .caseExpression { openParentheses -= 1 }
        deliver(closed)
    }

    /// Hands what a level came to to the level around it.
    private mutating func deliver(_ closed: SQLFrame) {
        var result = closed.result
        result.isEmpty = false
        switch closed.kind {
        case .insertColumns:
            frame.insertColumns = result.row
            frame.insert = .source
            // The table's name is no column of what comes next.
            frame.current = SQLOperand()
            frame.ignoresNames = false
            return
        case .tuple:
            insert(&result)
        case .function:
            if nameColumns(result) { return }
            if closed.pathColumn >= 0 { result.column = closed.pathColumn }
            result.row = 0..<0
        case .caseExpression, .bracket:
            result.row = 0..<0
        case .group, .statement:
            if !frame.columnNames.isEmpty && frame.ignoresNames { pairNames(frame.columnNames, &result) }
        }
        if frame.ignoresNames { result.column = -1 }
        sites.join(result, to: &frame.current)
    }

    /// Takes `name(a, b)` in `WITH name(a, b) AS (…)` and in `(VALUES …) AS name(a, b)`; false if it is a function.
    private mutating func nameColumns(_ names: SQLOperand) -> Bool {
        guard !names.hasSites else { return false }
        if lexeme(1)?.keyword == .as {
            frame.columnNames = names
            return false
        }
        guard frame.namesRows else { return false }
        frame.namesRows = false
        var values = frame.current
        pairNames(names, &values)
        frame.current = values
        return true
    }

    /// Gives the values of rows the columns that the rows are said to have.
    private mutating func pairNames(_ names: SQLOperand, _ values: inout SQLOperand) {
        if names.row.isEmpty {
            sites.give(names.column, to: &values)
        } else if let first = values.row.first, !rows[first].row.isEmpty {
            for row in values.row { pairRows(names.row, rows[row].row) }
            values.dropSites()
        } else {
            pairRows(names.row, values.row)
            values.dropSites()
        }
    }

    /// Gives a row's values the columns of the INSERT, by position.
    private mutating func insert(_ tuple: inout SQLOperand) {
        let columns = frame.insertColumns
        guard frame.insert == .source, !columns.isEmpty else { return }
        if tuple.row.isEmpty {
            return sites.give(rows[columns.lowerBound].column, to: &tuple)
        }
        for (target, value) in zip(columns, tuple.row) {
            sites.give(rows[target].column, to: &rows[value])
        }
        tuple.dropSites()
    }

    mutating func endStatement() {
        while !outer.isEmpty { close() }
        endElement()
        elements.removeAll(keepingCapacity: true)
        frame = SQLFrame(.statement, elementBase: 0)
        openParentheses = 0
    }
}
