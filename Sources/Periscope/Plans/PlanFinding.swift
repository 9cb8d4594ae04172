/// What a database said about how it would run a statement, or why it said nothing.
package enum PlanFinding: Sendable, Equatable {
    case steps([PlanFindingStep])
    /// A sentence for a person: what happened, and what to do.
    case problem(String)
}

/// One step of a plan, and the step that it is a part of.
package struct PlanFindingStep: Sendable, Equatable {
    package let id: Int64
    /// 0 at the top.
    package let parent: Int64
    package let detail: String

    package init(id: Int64, parent: Int64, detail: String) {
        self.id = id
        self.parent = parent
        self.detail = detail
    }
}

/// Asks one database, on a connection of its own, where nothing can be written; called on a thread that may block.
package typealias PlanExplainer = @Sendable (PlanQuestion) -> PlanFinding
