/// One way to copy a thing: its letter in the menu, its name, and its text, which is only made when it is wanted.
struct CopyForm {
    let letter: Character
    let label: String
    /// What the message calls it, where that is not the label.
    let what: String
    let make: () -> CopiedText
    /// Making it takes a while.
    private(set) var isLarge = false

    init(_ letter: Character, _ label: String, what: String? = nil, make: @escaping (String) -> CopiedText) {
        self.letter = letter
        self.label = label
        let what = what ?? label
        self.what = what
        self.make = { make(what) }
    }

    /// Of a text in which masked values stand as `[redacted]`.
    init(
        _ letter: Character, _ label: String, what: String? = nil, isLarge: Bool = false, text: @escaping () -> String
    ) {
        self.init(letter, label, what: what) { what in
            let text = text()
            return CopiedText(text, what: what, note: MaskedNames.note(count: MaskedNames.count(in: text)))
        }
        self.isLarge = isLarge
    }
}
