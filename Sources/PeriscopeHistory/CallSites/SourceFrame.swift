/// A function in a call stack, with its place in the source.
package struct SourceFrame: Sendable, Hashable {
    /// As the source has it, such as `AuthorController.index(_:context:)`.
    package var function: String
    /// The absolute path at the time of the build; of a call site read from a file, the path as it stands there.
    package var path: String
    /// From 1; 0 where unknown.
    package var line: Int
    /// The app's own code, not a library's, the runtime's or the probe's.
    package var isApp: Bool
    /// Compiled into the frame below it.
    package var isInlined: Bool
    /// Reached over an await: it will go on, but is not on a thread's stack.
    package var isAsync: Bool

    package init(
        function: String, path: String, line: Int, isApp: Bool = true, isInlined: Bool = false, isAsync: Bool = false
    ) {
        self.function = function
        self.path = path
        self.line = line
        self.isApp = isApp
        self.isInlined = isInlined
        self.isAsync = isAsync
    }

    /// The last part of the path and the line, `AuthorController.swift:41`.
    package var place: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return line > 0 ? "\(name):\(line)" : name
    }
}
