package import Screen

/// How much room there is.
package enum SizeClass: Sendable, Equatable {
    /// Only a message.
    case tiny
    /// One pane; rows of the list take two lines.
    case narrow
    /// One pane: the list or the detail.
    case single
    /// The list above the detail.
    case stacked
    /// The list beside the detail.
    case beside

    package init(_ size: ScreenSize) {
        switch (size.columns, size.rows) {
        case (..<40, _), (_, ..<8): self = .tiny
        case (..<80, _): self = .narrow
        case (160..., 14...): self = .beside
        case (100..., 30...): self = .stacked
        default: self = .single
        }
    }

    package var hasTwoPanes: Bool { self == .stacked || self == .beside }
}
