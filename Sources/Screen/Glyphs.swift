/// The characters that drawings are made of, in one table: nothing else draws with characters of its own.
///
/// Unicode stays within box drawing, block elements, geometric shapes and arrows, which fonts have and terminals agree
/// on; ASCII is for everything else.
package struct Glyphs: Hashable, Sendable {
    package let isASCII: Bool

    package static let unicode = Glyphs(isASCII: false)
    package static let ascii = Glyphs(isASCII: true)

    private init(isASCII: Bool) {
        self.isASCII = isASCII
    }

    private func pick(_ unicode: String, _ ascii: String) -> String {
        isASCII ? ascii : unicode
    }

    /// Ends text that was cut.
    package var ellipsis: String { pick("…", "~") }
    package var newline: String { pick("⏎", "^J") }
    /// Stands left of the selected row, so that it is seen without colour.
    package var gutter: String { pick("▌", ">") }
    package var mark: String { pick("◆", "*") }

    package var bullet: String { pick("●", "*") }
    package var hollowBullet: String { pick("○", "o") }
    /// Between parts of a line.
    package var separator: String { pick("·", "-") }
    package var dash: String { pick("–", "-") }
    package var minus: String { pick("−", "-") }
    package var times: String { pick("×", "x") }
    package var plusMinus: String { pick("±", "+-") }
    package var delta: String { pick("Δ", "d") }
    package var microseconds: String { pick("µs", "us") }
    package var openQuote: String { pick("“", "\"") }
    package var closeQuote: String { pick("”", "\"") }
    /// Ends a bar that goes on beyond its width.
    package var beyond: String { pick("▸", ">") }
    /// In place of the status of a request in flight.
    package var inFlight: String { pick("···", "...") }

    package var arrowRight: String { pick("→", "->") }
    package var arrowLeft: String { pick("←", "<-") }
    package var arrowUp: String { pick("↑", "^") }
    package var arrowDown: String { pick("↓", "v") }
    package var sortAscending: String { pick("▲", "^") }
    package var sortDescending: String { pick("▼", "v") }

    /// A folded and an open branch.
    package var closed: String { pick("▸", ">") }
    package var open: String { pick("▾", "v") }
    package var treeBranch: String { pick("├─ ", "|- ") }
    package var treeLast: String { pick("└─ ", "`- ") }
    package var treeLine: String { pick("│  ", "|  ") }
    package var treeSpace: String { "   " }

    package var horizontal: String { pick("─", "-") }
    package var vertical: String { pick("│", "|") }
    package var topLeft: String { pick("┌", "+") }
    package var topRight: String { pick("┐", "+") }
    package var bottomLeft: String { pick("└", "+") }
    package var bottomRight: String { pick("┘", "+") }
    package var teeDown: String { pick("┬", "+") }
    package var teeUp: String { pick("┴", "+") }
    package var teeRight: String { pick("├", "+") }
    package var teeLeft: String { pick("┤", "+") }
    package var cross: String { pick("┼", "+") }

    package var scrollTrack: String { pick("│", "|") }
    package var scrollThumb: String { pick("█", "#") }
    /// A text cursor that is not drawn by reversing a cell.
    package var caret: String { pick("▏", "|") }

    /// The prefix of a tree's row.
    ///
    /// - Parameters:
    ///   - ancestorsLast: For each ancestor below the root, whether it is the last of its siblings.
    ///   - isLast: Whether the row itself is.
    package func guides(ancestorsLast: [Bool], isLast: Bool) -> String {
        ancestorsLast.map { $0 ? treeSpace : treeLine }.joined() + (isLast ? treeLast : treeBranch)
    }
}
