package import PeriscopeHistory
package import PeriscopeInsight

/// What a row is about.
///
/// Selections hold keys, not places, so that whatever arrives moves no selection.
package enum RowKey: Hashable, Sendable {
    case span(UInt64)
    /// Time with no work in it, named by the span before it, and by its parent.
    case gap(after: UInt64, parent: UInt64)
    /// Queries of one text, or renders of one name, named by the first of them.
    case group(UInt64)
    /// By its place among the request's lines, which only grow.
    case log(Int)
    case line(Int)
    /// A line that the child wrote, by its time and its place among those of this request.
    case output(Int)
    case app(AppID)
    case route(RouteSummary.ID)
    /// A finding, by its first span; 0 where it has none.
    case finding(FindingKind, UInt64)
    /// Queries of one fingerprint, by its hash.
    case shape(UInt64)
    /// A function of the opened thing's call stack, by its place in it.
    case frame(Int)
    /// A function of a profile, by its `FunctionKey`.
    case function(UInt64)
    /// A box of a flame graph, by the path to it.
    case box(UInt64)
    /// Spans of one name and kind, by their hash.
    case spans(UInt64)
    /// Something that folds, by its `FoldKey`.
    case fold(UInt64)
}
