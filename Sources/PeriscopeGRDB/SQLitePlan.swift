package import Periscope

/// How SQLite would run a statement.
package enum SQLitePlan {
    /// Asks a connection made for it, in the database of a path; blocks for a second at most, changes nothing.
    package static func explain(_ question: PlanQuestion, path: String) -> PlanFinding {
        LoggedErrors.muted {
            do throws(PlanProblem) {
                return .steps(try PlanConnection(path: path).steps(of: question))
            } catch {
                return .problem(error.sentence)
            }
        }
    }
}
