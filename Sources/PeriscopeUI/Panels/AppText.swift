import PeriscopeHistory
import PeriscopeWire

/// An app in words.
enum AppText {
    static func configuration(_ app: AppRecord) -> String {
        switch app.configuration {
        case .debug: "debug"
        case .release: "release"
        default: ""
        }
    }
}
