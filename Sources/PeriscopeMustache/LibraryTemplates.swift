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

    /// Whether a template's text may include another: true too where that cannot be told at a glance.
    ///
    /// A text that a lambda makes is not looked into; a partial that is included there alone has no time of its own.
    static func mayInclude(_ template: MustacheTemplate) -> Bool {
        let bytes = Array(template.description.utf8)
        var index = 0
        while index + 2 < bytes.count {
            guard bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{") else {
                index += 1
                continue
            }
            index += 2
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count else { return false }
            // `>` and `<` include; `=` changes what a tag looks like.
            if [UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "=")].contains(bytes[index]) { return true }
        }
        return false
    }
}
