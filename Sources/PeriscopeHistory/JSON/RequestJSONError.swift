/// Why a line is not a request, in a sentence.
package struct RequestJSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Which line of a file, from 1; absent where a line was read alone.
    package var line: Int?
    /// What is wrong, as a sentence that names the field.
    package var problem: String

    package init(line: Int? = nil, problem: String) {
        self.line = line
        self.problem = problem
    }

    package var description: String {
        line.map { "Line \($0): \(problem)" } ?? problem
    }
}
