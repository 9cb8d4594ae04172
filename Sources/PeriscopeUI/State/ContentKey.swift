import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Everything that a panel's rows are made of, by value or by revision: equal keys, equal rows.
struct ContentKey: Equatable {
    let facts: PanelCache.FactsKey
    let look: DetailState.Look
    /// Of the whole history, for what tells of other requests; else 0.
    let history: UInt64
    /// What an empty panel says depends on where queries and renders could have come from.
    let adapters: [String]
    let hasQueriesOutside: Bool
    /// In steps of a tenth of a second, where something of it moves by itself; else 0.
    let clock: Int64
    let plan: PlanState?
    let sent: SendingReport?
    let childOutput: [UIEnvironment.ChildLine]
    let thresholds: Thresholds
    let utcOffsetSeconds: Int
    let workingDirectory: String
    let homeDirectory: String
    /// Some tell why call sites are missing.
    let notices: [String]
    let isWrapping: Bool
    let showsClock: Bool
    let width: Int
    let glyphs: Glyphs

    private static let clockStep: Int64 = 100_000_000

    init(_ input: PanelInput, _ facts: PanelCache.FactsKey) {
        self.facts = facts
        look = input.detail.look
        history = look.panel == .overview && look.opened.isEmpty ? input.history.revision : 0
        adapters = input.app?.adapters ?? []
        hasQueriesOutside = (input.app?.outside.queryCount ?? 0) > 0
        plan = input.plan
        sent = look.panel == .overview && look.opened.isEmpty ? input.sent : nil
        var isMoving = input.request.state == .open
        if case .asked = plan { isMoving = true }
        clock = isMoving ? input.clock / Self.clockStep : 0
        let environment = input.environment
        childOutput = environment.childOutput
        thresholds = environment.thresholds
        utcOffsetSeconds = environment.utcOffsetSeconds
        workingDirectory = environment.workingDirectory
        homeDirectory = environment.homeDirectory
        notices = environment.notices
        isWrapping = input.isWrapping
        showsClock = input.showsClock
        width = input.width
        glyphs = input.glyphs
    }
}
