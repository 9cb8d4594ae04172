import PeriscopeHistory
import Screen

/// What was asked and what was answered, where the two differ: status, error, sizes, headers, parameters, bodies.
struct CompareFields {
    let diff: RequestDiff
    let style: CompareStyle

    private var format: Format { style.format }
    private var requests: Pair<RequestRecord> { diff.requests }

    var hasNews: Bool {
        !results.isEmpty || !diff.fields.fields.isEmpty || Self.differs(diff.requestBody)
            || Self.differs(diff.responseBody)
    }

    func add(to rows: inout CompareRows) {
        guard hasNews else { return }
        rows.heading("REQUEST AND RESPONSE")
        for (name, value) in results { add(name, value, to: &rows) }
        for field in diff.fields.fields { add(field, to: &rows) }
        add("request body", diff.requestBody, to: &rows)
        add("response body", diff.responseBody, to: &rows)
    }

    /// What is said by the first line of either, and by the error.
    private var results: [(String, Pair<StyledText>)] {
        var results: [(String, Pair<StyledText>)] = []
        func compare(_ name: String, _ text: (RequestRecord) -> String, role: (RequestRecord) -> Role = { _ in .text })
        {
            let texts = requests.map(text)
            guard !texts.isEqual else { return }
            results.append(
                (name, Pair(StyledText(texts.base, role(requests.base)), StyledText(texts.other, role(requests.other))))
            )
        }
        compare("method") { $0.method }
        compare("path") { String($0.path.prefix(600)) }
        compare("route") { $0.route ?? "nothing matched" }
        compare("status", { $0.status.map(String.init) ?? format.unknown }, role: RequestRole.status)
        compare("ended") { request in request.isAborted ? "client went away" : request.state.rawValue }
        compare("error", { Self.error($0) ?? format.unknown }, role: { $0.failure == nil ? .textDim : .error })
        compare("sent") { $0.requestBody.map { format.bytes($0.bytes) } ?? format.unknown }
        compare("answered") { $0.responseBody.map { format.bytes($0.bytes) } ?? format.unknown }
        return results
    }

    private static func error(_ request: RequestRecord) -> String? {
        guard let failure = request.failure else { return nil }
        let message = failure.message.prefix { $0 != "\n" && $0 != "\r\n" }.prefix(600)
        return message.isEmpty ? failure.type : failure.type + ": " + message
    }

    // MARK: Headers and parameters

    private func add(_ field: FieldDiff.Field, to rows: inout CompareRows) {
        let name = Self.place(field.place) + " " + field.name
        if field.isMasked, field.change == .differs, field.value.isEqual {
            let text = StyledText("differs (masked)", .redacted)
            return add(name, Pair(text, text), isMasked: true, to: &rows)
        }
        let role: Role = field.isVolatile ? .textDim : field.isMasked ? .redacted : .text
        let value = field.value.map { text in
            text.map { StyledText(String($0.prefix(600)), role) } ?? StyledText(format.unknown, .textDim)
        }
        add(name, value, to: &rows)
    }

    private static func place(_ place: FieldDiff.Place) -> String {
        switch place {
        case .parameter: "path"
        case .query: "query"
        case .requestHeader: "sent"
        case .responseHeader: "got"
        }
    }

    /// Both in halves of a wide screen; else on one line if they fit, else one below the other.
    private func add(
        _ name: String, _ value: Pair<StyledText>, isMasked: Bool = false, to rows: inout CompareRows
    ) {
        let label = style.isWide ? 23 : style.isNarrow ? 14 : 24
        var line = Line("   ")
        line.column(format.end(name, width: label - 1), label, .textDim)
        if isMasked {
            line.add(value.other)
            return rows.add(line)
        }
        let room = style.width - line.cursor - 1
        if style.isWide {
            let half = (room - 4) / 2
            for side in CompareSide.allCases {
                line.add(style.sign(side))
                line.gap(1)
                line.column(value[side], half)
            }
            return rows.add(line)
        }
        let both = value.base + StyledText(" " + style.glyphs.arrowRight + " ", .textDim) + value.other
        if both.width(glyphs: style.glyphs) <= room {
            line.add(both)
            return rows.add(line)
        }
        if line.cursor > 0 { rows.add(line) }
        for side in CompareSide.allCases { rows.add(under(value[side], side)) }
    }

    private func under(_ text: StyledText, _ side: CompareSide) -> Line {
        var line = Line("   ")
        line.add(style.sign(side))
        line.gap(1)
        line.column(text, max(4, style.width - line.cursor - 1))
        return line
    }

    // MARK: Bodies

    private static func differs(_ body: BodyDiff) -> Bool {
        switch body {
        case .none, .same, .sameUpToCut, .sizes(areEqual: true): false
        case .onlyIn, .text, .sizes(areEqual: false): true
        }
    }

    private func add(_ name: String, _ body: BodyDiff, to rows: inout CompareRows) {
        switch body {
        case .none, .same, .sizes(areEqual: true): return
        case .sameUpToCut: rows.add(Line("   " + name + " equal as far as it was captured", .textDim))
        case .sizes(areEqual: false):
            rows.add(Line("   " + name + " of another size; its text was not captured", .textDim))
        case .onlyIn(let side):
            rows.add(Line(StyledText("   ") + style.sign(side) + StyledText(" has a " + name + ", the other none")))
        case .text(let line, let texts):
            rows.add(Line("   " + name + " differs from line " + format.count(line) + " on", .textDim))
            for side in CompareSide.allCases {
                let text = texts[side].map { StyledText(format.sentence($0), side == .base ? .diffDelete : .diffAdd) }
                rows.add(under(text ?? StyledText("ends before it", .textDim), side))
            }
        }
    }
}
