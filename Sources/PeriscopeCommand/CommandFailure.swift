/// Why a command can't go on: a sentence that says what happened and what to do.
///
/// The exit code is 1.
package struct CommandFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
