/// A function at one place of a sampled stack.
package struct ProfileFrame: Sendable, Hashable {
    /// Whose code it is, which decides what a person is shown first.
    package enum Origin: UInt8, Sendable, CaseIterable {
        /// The app's own.
        case app
        /// A package that is compiled into the executable, or a shared library that the app brings.
        case library
        /// Swift's runtime and standard library, the C library, the system.
        case runtime
    }

    /// As the source has it, such as `ReportController.burn(milliseconds:)`; empty where it has no name.
    package var function: String
    /// Of the source file; empty where unknown.
    package var path: String
    /// From 1; 0 where unknown.
    package var line: Int
    /// The last part of its object's path, such as `libswiftCore.so`; empty for the executable.
    package var module: String
    package var origin: Origin
    /// Compiled into the frame that called it.
    package var isInlined: Bool
    /// Reached over an await: it will go on, but is not on a thread's stack.
    package var isAsync: Bool

    package init(
        function: String, path: String = "", line: Int = 0, module: String = "", origin: Origin = .app,
        isInlined: Bool = false, isAsync: Bool = false
    ) {
        self.function = function
        self.path = path
        self.line = line
        self.module = module
        self.origin = origin
        self.isInlined = isInlined
        self.isAsync = isAsync
    }
}
