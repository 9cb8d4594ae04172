/// A comparison ready to be drawn, and where its rows lead.
struct CompareContent {
    var content: PanelContent
    /// By row.
    var targets: [Int: CompareTarget] = [:]
    /// Rows that fold and unfold what is the same.
    var folds: Set<Int> = []
}
