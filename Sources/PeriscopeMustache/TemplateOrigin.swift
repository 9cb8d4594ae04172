import Mustache

/// What the toolbar shows of a template itself: its text, and the file that it was read from.
struct TemplateOrigin: Sendable {
    let text: String
    /// Empty where it came from no file.
    let source: String

    static let unknown = TemplateOrigin(text: "", source: "")

    init(_ template: MustacheTemplate) {
        // A template's description is its text.
        self.init(text: template.description, source: LibraryTemplates.source(of: template) ?? "")
    }

    /// Of a template that is read again from its file, whose text may be another by then.
    var reread: TemplateOrigin { TemplateOrigin(text: "", source: source) }

    private init(text: String, source: String) {
        self.text = text
        self.source = source
    }
}
