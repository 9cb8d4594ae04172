package import PeriscopeHistory

/// A few things to choose from, in a box over the screen.
///
/// A value: what is chosen is done by `UIState.choose`, by the menu's purpose.
package struct ListMenu: Sendable, Equatable {
    /// What a choice is for.
    package enum Purpose: Sendable, Equatable {
        /// The order of what has the focus; `s` again closes the menu, `S` reverses.
        case sort
        /// The form in which one of these is copied; the row's letter says which.
        case copyAs([TakenThing])
        /// Which requests are written to a file; a list for each row.
        case exportRequests([[RequestID]])
    }

    package struct Row: Sendable, Equatable {
        package var label: String
        /// Stands on the right, dim.
        package var note: String
        /// Chooses the row at once; goes before what the key means for moving, so that `j k g G h l q` are better not used.
        package var letter: Character?
        /// What holds now has a mark.
        package var isCurrent: Bool

        package init(_ label: String, note: String = "", letter: Character? = nil, isCurrent: Bool = false) {
            self.label = label
            self.note = note
            self.letter = letter
            self.isCurrent = isCurrent
        }
    }

    package let title: String
    package let rows: [Row]
    package let purpose: Purpose
    package private(set) var selected: Int

    package init(_ title: String, _ rows: [Row], selected: Int = 0, purpose: Purpose) {
        self.title = title
        self.rows = rows
        self.purpose = purpose
        self.selected = min(max(0, selected), max(0, rows.count - 1))
    }

    package mutating func select(_ place: Int) {
        selected = min(max(0, place), max(0, rows.count - 1))
    }

    package func place(ofLetter letter: Character) -> Int? {
        rows.firstIndex { $0.letter == letter }
    }
}
