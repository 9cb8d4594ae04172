import PeriscopeWire
import Screen

extension WireLogLevel {
    var label: String {
        switch self {
        case .trace: "trace"
        case .debug: "debug"
        case .info: "info"
        case .notice: "notice"
        case .warning: "warning"
        case .error: "error"
        case .critical: "critical"
        default: "level \(rawValue)"
        }
    }

    var role: Role {
        switch self {
        case .trace: .logTrace
        case .debug: .logDebug
        case .info, .notice: .logInfo
        case .warning: .logWarning
        case .error: .logError
        case .critical: .critical
        default: .text
        }
    }
}
