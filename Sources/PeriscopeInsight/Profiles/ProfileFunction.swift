/// A function, wherever it was called from.
package struct ProfileFunction: Sendable, Hashable {
    package var name: String
    /// Of the source file; empty where unknown.
    package var path: String
    /// As `ProfileFrame` has it.
    package var module: String
    package var origin: ProfileFrame.Origin

    package init(name: String, path: String, module: String, origin: ProfileFrame.Origin) {
        self.name = name
        self.path = path
        self.module = module
        self.origin = origin
    }
}
