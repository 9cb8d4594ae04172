import PeriscopeInsight
import Screen

extension Severity {
    /// How a figure of this severity is drawn.
    var role: Role {
        switch self {
        case .none: .text
        case .warn: .warning
        case .bad: .error
        }
    }
}

extension Severity {
    /// How a bar of this severity is drawn.
    var barRole: Role {
        switch self {
        case .none: .barApp
        case .warn: .slow
        case .bad: .error
        }
    }
}
