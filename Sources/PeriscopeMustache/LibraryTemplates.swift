import Mustache

/// What a library holds, by reflection: it has no public way to say so.
///
/// Nil where a later version of swift-mustache names its properties otherwise; then partials are not timed, files are
/// not named, and nothing else is lost.
enum LibraryTemplates {
    static func all(in library: MustacheLibrary) -> [String: MustacheTemplate]? {
        let properties = Mirror(reflecting: library).children
        return properties.first { $0.label == "templates" }?.value as? [String: MustacheTemplate]
    }

    /// The file that a template was read from.
    static func source(of template: MustacheTemplate) -> String? {
        let properties = Mirror(reflecting: template).children
        return properties.first { $0.label == "filename" }?.value as? String
    }
}
