/// Where help stands, and what is looked for in it.
package struct HelpState: Sendable, Equatable {
    package var top = 0
    /// The text being written; nil where it is not.
    package var editor: LineEditor?
    /// Only rows that hold its words are shown.
    package var text = ""

    package init() {}
}
