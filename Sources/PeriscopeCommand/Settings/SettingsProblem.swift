/// What is wrong with a settings file, and where.
package struct SettingsProblem: Error, Equatable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 when it is about the whole file.
    package let line: Int
    package let message: String

    package var description: String {
        line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)"
    }
}
