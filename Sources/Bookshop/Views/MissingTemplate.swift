/// A page names a template that the library does not have.
struct MissingTemplate: Error, CustomStringConvertible {
    let name: String

    var description: String { "No template is called \(name)." }
}
