import PeriscopeHistory
import Screen

/// What a compiler said, or the last words of a server: each error with its place, its message and the source around
/// it.
struct BuildView {
    static let errorName = "error"
    private static let outputLines = 40
    private static let stackLines = 60
    private static let warningsFold = FoldKey.make(0, "warnings of a build", 0)

    private let environment: UIEnvironment
    private let build: BuildReport
    private let showsWarnings: Bool
    private let width: Int
    private let isWrapping: Bool
    private let now: UnixNanoseconds
    private let format: Format

    private var text: PanelText
    private var copies: [Int: PanelContent.Copy] = [:]
    private var extents: [Int: Int] = [:]

    init(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) {
        environment = context.environment
        build = environment.build
        showsWarnings = state.detail.unfolded.contains(Self.warningsFold)
        self.width = width
        isWrapping = state.isWrapping
        now = context.now
        format = Format(glyphs: glyphs)
        text = PanelText(width: width)
        addCrash()
        addErrors()
        addWarnings()
        addOutput()
    }

    func content() -> PanelContent {
        let output = environment.childOutput
        var whole = PanelText.Whole(head: head)
        whole.value = output.map(\.text).joined(separator: "\n") + "\n"
        var content = text.content(whole)
        let (copies, extents) = (copies, extents)
        content.copy = { copies[$0] }
        content.extent = { extents[$0] ?? 1 }
        content.empty = ["Nothing has been written so far.", "The output of the command comes here."]
        return content
    }

    private var head: [Line] {
        var line = Line(" ")
        guard let child = environment.child else { return [Line(" No command was started here.", .textDim)] }
        line.add(format.middle(child.command, width: max(12, width / 3)) + "  ", .title)
        line.add(ChildText.phase(environment, now: now, format: format))
        return [line, Line()]
    }

    // MARK: Errors

    private mutating func addErrors() {
        let errors = build.diagnostics.indices.filter { build.diagnostics[$0].severity == .error }
        guard !errors.isEmpty else { return }
        text.heading(format.count(build.shownErrors, "ERROR", "ERRORS"), cut(errors.count, of: build.errorCount))
        for place in errors { add(build.diagnostics[place], at: place) }
    }

    private mutating func addWarnings() {
        let warnings = build.diagnostics.indices.filter { build.diagnostics[$0].severity != .error }
        guard !warnings.isEmpty else { return }
        if !text.rows.isEmpty { text.add(Line()) }
        let fold = PanelContent.Fold(key: Self.warningsFold, isGroup: true, isOpen: showsWarnings)
        var line = Line(" ")
        line.add(showsWarnings ? format.glyphs.open : format.glyphs.closed, .tree)
        line.add(" " + format.count(build.warningCount, "WARNING", "WARNINGS"), .header)
        text.add(line, .init(key: .fold(Self.warningsFold), fold: fold))
        guard showsWarnings else { return }
        for place in warnings { add(build.diagnostics[place], at: place) }
    }

    private func cut(_ shown: Int, of all: Int) -> StyledText {
        shown < all ? StyledText("the first \(shown) are shown", .textDim) : StyledText()
    }

    private mutating func add(_ diagnostic: BuildDiagnostic, at place: Int) {
        let isError = diagnostic.severity == .error
        let role: Role = isError ? .error : .warning
        let row = text.rows.count
        var line = Line(" ")
        line.add(isError ? format.glyphs.bullet : format.glyphs.hollowBullet, role)
        line.gap(1)
        var source: SourceFrame?
        if diagnostic.path.isEmpty {
            addRest(of: diagnostic.message, after: line, place: place, role: role, source: nil)
        } else {
            source = SourceFrame(function: "", path: diagnostic.path, line: diagnostic.line)
            line.add(format.middle(shown(diagnostic), width: max(10, width - 4)), .link)
            text.add(line, .init(key: .output(place), source: source))
            for part in wrapped(diagnostic.message, indent: 3) { text.add(part.with(role: role)) }
        }
        extents[row] = text.rows.count - row
        copies[row] = .init(what: isError ? Self.errorName : "warning", text: Self.plain(diagnostic))
        for part in diagnostic.snippet { text.add(Line("   " + part, Self.role(ofSnippet: part))) }
        text.add(Line())
    }

    private mutating func addRest(of message: String, after head: Line, place: Int, role: Role, source: SourceFrame?) {
        var head = head
        let parts = TextBlock(message, wrappedTo: max(10, width - 4)).rows.prefix(20)
        head.add(parts.first.map { String($0.text) } ?? "", role)
        text.add(head, .init(key: .output(place), source: source))
        for part in parts.dropFirst() { text.add(Line("   " + part.text, role)) }
    }

    private func wrapped(_ message: String, indent: Int) -> [Line] {
        TextBlock(message, wrappedTo: max(10, width - indent - 1)).rows.prefix(20).map { row in
            var line = Line()
            line.gap(indent)
            line.add(String(row.text))
            return line
        }
    }

    /// Marks under the source speak; the source is quiet.
    private static func role(ofSnippet text: String) -> Role {
        if text.contains("`- error:") || text.contains("|- error:") { return .error }
        if text.contains("`- warning:") || text.contains("|- warning:") { return .warning }
        return text.contains("note: ") ? .info : .textDim
    }

    private func shown(_ diagnostic: BuildDiagnostic) -> String {
        let place = diagnostic.column > 0 ? ":\(diagnostic.column)" : ""
        return ChildText.shortened(diagnostic.path, environment) + ":\(diagnostic.line)" + place
    }

    private static func plain(_ diagnostic: BuildDiagnostic) -> String {
        let word = diagnostic.severity == .error ? "error" : "warning"
        let column = diagnostic.column > 0 ? ":\(diagnostic.column)" : ""
        let place = diagnostic.path.isEmpty ? "" : "\(diagnostic.path):\(diagnostic.line)\(column): "
        return ([place + word + ": " + diagnostic.message] + diagnostic.snippet).joined(separator: "\n") + "\n"
    }

    // MARK: Crash

    private mutating func addCrash() {
        guard let crash = build.crash else { return }
        text.heading("CRASHED")
        let row = text.rows.count
        var line = Line(" ")
        line.add(format.glyphs.bullet, .critical)
        line.gap(1)
        let source = crash.path.isEmpty ? nil : SourceFrame(function: "", path: crash.path, line: crash.line)
        addRest(of: crash.message, after: line, place: -1, role: .critical, source: source)
        if source != nil {
            var place = Line("   at ", .textDim)
            place.add(
                format.middle(ChildText.shortened(crash.path, environment) + ":\(crash.line)", width: width - 8),
                .link)
            text.add(place)
        }
        extents[row] = text.rows.count - row
        copies[row] = .init(what: Self.errorName, text: ([crash.message] + crash.stack).joined(separator: "\n") + "\n")
        guard crash.stack.contains(where: { !$0.isEmpty }) else { return }
        text.heading("STACK", StyledText("v shows all that was written", .textDim))
        let stack = crash.stack.filter { $0.contains { $0 != " " } && !$0.hasPrefix("***") }
        for part in stack.prefix(Self.stackLines) {
            text.add(Line("   " + part.drop { $0 == " " }, part.contains("[system]") ? .textDim : .text))
        }
        if stack.count > Self.stackLines { text.add("\(stack.count - Self.stackLines) more lines", .textDim) }
    }

    // MARK: Output

    /// The end of what this run wrote: all of what there is to see where no error was recognised.
    private mutating func addOutput() {
        let start = environment.child?.startedAt ?? 0
        let output = environment.childOutput.suffix(while: { $0.at >= start })
        guard !output.isEmpty, build.crash == nil else { return }
        guard build.shownErrors == 0 else {
            let lines = format.count(output.count, "line", "lines")
            return text.add(Line(" \(lines) of output: v shows them, 9 the newest", .textDim))
        }
        let shown = output.suffix(Self.outputLines)
        let note = shown.count < output.count ? "newest \(shown.count) of \(format.count(output.count)) lines" : ""
        text.heading("OUTPUT", StyledText(note, .textDim))
        for entry in shown {
            for row in TextBlock(entry.text, wrappedTo: isWrapping ? max(8, width - 4) : nil).rows {
                text.add(Line("   " + row.text, entry.isError ? .warning : .text))
            }
        }
    }
}

extension Array {
    /// The elements at the end for which it holds.
    fileprivate func suffix(while holds: (Element) -> Bool) -> ArraySlice<Element> {
        let start = lastIndex { !holds($0) }.map { $0 + 1 } ?? startIndex
        return self[start...]
    }
}
