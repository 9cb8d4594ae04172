package import PeriscopeWire

/// The values of a query as an adapter has them; unmasked, so they stay in the process.
package enum CapturedValues: Sendable, Equatable {
    case none
    /// SQLite's expanded text: the uplink finds the values in it by laying it beside the statement's own text.
    case expanded(String)
    case list([CapturedValue])
    /// The expanded text would have passed the limit; it was not made.
    case tooLong(bytes: Int)
}

/// One value of a query.
package struct CapturedValue: Sendable, Equatable {
    package var kind: WireValueKind
    package var text: String
    /// The placeholder's name without its sign, where values are named rather than in order; empty else.
    package var name: String

    package init(kind: WireValueKind, text: String, name: String = "") {
        self.kind = kind
        self.text = text
        self.name = name
    }
}
