/// Why a command can't go on: a sentence that says what happened and what to do.
///
/// The exit code is 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
