/// A function at an address of a binary, with its place in the source.
package struct SymbolFrame: Sendable, Hashable {
    /// As the source has it, such as `AuthorController.index(_:context:)`.
    package var function: String
    /// Of the source file, as the compiler saw it; empty where unknown.
    package var path: String
    /// From 1; 0 where unknown.
    package var line: Int
    /// Compiled into the function that comes after it in the list.
    package var isInlined: Bool

    package init(function: String, path: String, line: Int, isInlined: Bool = false) {
        self.function = function
        self.path = path
        self.line = line
        self.isInlined = isInlined
    }
}
