import PeriscopeHistory

/// The file that a template came from, as far as the engine says.
enum TemplateSource {
    /// The file's place: the template's own, else where it was rendered.
    static func frame(_ span: SpanRecord, _ input: PanelInput) -> SourceFrame? {
        guard let path = path(span, input) else { return input.callSite(span.stack) }
        return SourceFrame(function: span.name, path: path, line: 1)
    }

    /// Absolute where it can be made so: a server reads its templates from its working folder.
    static func path(_ span: SpanRecord, _ input: PanelInput) -> String? {
        guard let source = span.render?.source, !source.isEmpty, !source.contains("\n") else { return nil }
        guard !source.hasPrefix("/"), let folder = input.app?.workingDirectory, folder.hasPrefix("/") else {
            return source
        }
        return folder + (folder.hasSuffix("/") ? "" : "/") + source
    }
}
