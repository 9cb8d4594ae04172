package import Screen

/// The keys that a person wants for a command, and where it is written.
package struct KeyWish: Sendable, Equatable {
    package let command: Command
    /// Empty where the command is to have none.
    package let keys: [Key]
    package let file: String
    package let line: Int

    package init(_ command: Command, _ keys: [Key], file: String = "", line: Int = 0) {
        self.command = command
        self.keys = keys
        self.file = file
        self.line = line
    }
}
