package import PeriscopeHistory

/// What the filter's prompt remembers besides its line.
package struct FilterPrompt: Sendable {
    /// Filters that were kept in this session, the newest last.
    package private(set) var used: [String] = []
    /// The one that is recalled; nil where the line is one's own.
    package var recalled: Int?
    /// The line as it was before one was recalled.
    package var draft = ""
    /// What may stand where the cursor is.
    package var completion: FilterCompletion?
    /// The item that Tab put in; nil before that.
    package var selected: Int?
    /// Help is shown, from this line on.
    package var helpTop: Int?

    /// Older ones are forgotten.
    static let maximumUsed = 50

    package init() {}

    /// Keeps a filter for being recalled; one that was there already becomes the newest.
    mutating func keep(_ text: String) {
        guard !text.allSatisfy(\.isWhitespace) else { return }
        used.removeAll { $0 == text }
        used.append(text)
        if used.count > Self.maximumUsed { used.removeFirst() }
    }

    /// Back to what a prompt begins with.
    mutating func reset() {
        recalled = nil
        draft = ""
        completion = nil
        selected = nil
        helpTop = nil
    }
}
