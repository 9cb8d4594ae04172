/// Text for the clipboard, and what to say of it.
package struct CopiedText: Equatable, Sendable {
    /// As it is, unsanitised but for what the loop takes out.
    package var text: String
    /// What it is called in the message: “curl command”.
    package var what: String
    /// What the person should know before pasting it, such as which values are masked; empty where there is nothing.
    package var note: String

    package init(_ text: String, what: String, note: String = "") {
        self.text = text
        self.what = what
        self.note = note
    }
}
