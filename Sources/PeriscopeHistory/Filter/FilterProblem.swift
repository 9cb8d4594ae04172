/// Why the text of a filter is not understood, where, and what to do about it.
package struct FilterProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// A sentence without its full stop, such as `no key is called “statsu”: did you mean “status”?`.
    package let message: String
    /// The first character that is wrong, counted from 0; the text's length where something is missing at its end.
    package let place: Int
    /// How many characters are wrong; 0 where something is missing.
    package let length: Int
    /// The text may become right by going on: it ends in the middle of a term, a group or a quote.
    package let isIncomplete: Bool

    init(_ message: String, at place: Range<Int>, isIncomplete: Bool = false) {
        self.message = message
        self.place = place.lowerBound
        self.length = place.count
        self.isIncomplete = isIncomplete
    }

    package var description: String { message }

    /// The text, and below it a line that marks the place.
    package func marked(in text: String, indent: String = "") -> String {
        let before = String(repeating: " ", count: place)
        let more = String(repeating: "~", count: max(0, length - 1))
        return indent + text + "\n" + indent + before + "^" + more
    }
}
