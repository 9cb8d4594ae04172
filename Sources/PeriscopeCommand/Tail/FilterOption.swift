import ArgumentParser
import PeriscopeHistory

/// A filter of the command line.
enum FilterOption {
    /// - Throws: a wrong usage that shows the place: exit code 64.
    static func filter(_ text: String, _ settings: Settings) throws -> RequestFilter {
        do throws(FilterProblem) {
            return try RequestFilter(text, named: settings.filters)
        } catch {
            throw ValidationError("The filter is wrong: \(TailLine.clean(error.message)).\n" + marked(text, error))
        }
    }

    /// The text and the mark below it, without a byte that a terminal would obey.
    private static func marked(_ text: String, _ problem: FilterProblem) -> String {
        problem.marked(in: text, indent: "  ").split(separator: "\n", omittingEmptySubsequences: false)
            .map { TailLine.clean(String($0)) }.joined(separator: "\n")
    }
}
