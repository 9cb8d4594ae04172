package import PeriscopeHistory

/// Something that can be copied in several forms, named and not held.
package enum TakenThing: Equatable, Sendable {
    case request(RequestID)
    /// Marked ones, in order of arrival.
    case requests([RequestID])
    /// A query, a render, a call or another span.
    case span(RequestID, UInt64)
    /// A log line, by its place among the request's.
    case log(RequestID, Int)
    /// A header, a cookie, a field of a form.
    case pair(name: String, value: String)
    /// Whatever `y` copies.
    case text(CopiedText)
}
