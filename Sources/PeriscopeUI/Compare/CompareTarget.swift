import PeriscopeHistory

/// What Enter opens from a comparison: a thing of one of the two requests, in its panel.
struct CompareTarget: Equatable {
    let request: RequestID
    let panel: Panel
    var opened: DetailState.Opened?
    /// The row that is selected where nothing is opened.
    var key: RowKey?
}
