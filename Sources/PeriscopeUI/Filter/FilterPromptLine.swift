import PeriscopeHistory
import Screen

/// The filter as it is being written, with what is wrong in it marked.
struct FilterPromptLine {
    static let label = " filter: "

    let problem: FilterProblem?
    private let editor: LineEditor
    private let width: Int
    private let right: String
    /// The first character that is shown: of a long text, its end.
    private let first: Int

    /// - Parameter right: How many requests are shown.
    init(_ editor: LineEditor, named: NamedFilters, width: Int, right: String) {
        self.editor = editor
        self.width = width
        self.right = width >= 60 ? right : ""
        do {
            _ = try RequestFilter(editor.text, named: named)
            problem = nil
        } catch {
            problem = error
        }
        // Alike whatever the figures, so that the line and what stands over it agree.
        let reserved = width >= 60 ? 20 : 1
        let space = max(8, width - Self.label.count - reserved - 1)
        var first = editor.cursor
        var columns = 0
        while first > 0 {
            columns += TextWidth.width(of: String(editor.characters[first - 1]))
            guard columns <= space else { break }
            first -= 1
        }
        self.first = first
    }

    /// The column in which a character stands, at the line's ends where it is not shown.
    func column(of place: Int) -> Int {
        let shown = editor.characters[min(first, editor.characters.count)...].prefix(max(0, place - first))
        return min(width - 1, Self.label.count + TextWidth.width(of: String(shown)))
    }

    func line(glyphs: Glyphs) -> Line {
        var line = Line()
        line.add(Self.label, .keyHint)
        let wrong = wrongPlaces
        for place in first..<editor.characters.count {
            let isWrong = wrong.contains(place)
            line.add(
                String(editor.characters[place]), isWrong ? .error : .prompt, isReversed: place == editor.cursor)
        }
        if editor.cursor == editor.characters.count { line.add(" ", .prompt, isReversed: true) }
        if first > 0 {
            line.move(to: Self.label.count - 1)
            line.add(glyphs.ellipsis, .textDim)
        }
        if !right.isEmpty {
            // Over what is written, rather than cut by it.
            let start = width - 1 - right.count
            line.move(to: start - 2)
            line.column("  " + right, right.count + 2, .statusFilter)
        }
        return line
    }

    /// What is not finished is not wrong yet.
    private var wrongPlaces: Range<Int> {
        guard let problem, !problem.isIncomplete else { return 0..<0 }
        return problem.place..<problem.place + max(1, problem.length)
    }
}
