package import PeriscopeHistory

/// What lies over the view and takes the keys.
package enum Overlay: Sendable {
    /// A line being written at the foot of the screen.
    package enum PromptKind: Sendable, Equatable {
        case filter
        case search
        /// The name of a file that a profile is written to.
        case export(ProfileExport.Scope)
        /// The name of a file that requests are written to.
        case exportRequests([RequestID])
        /// How often a request is sent again.
        case sendTimes(RequestID)
    }

    /// What a question is about; a yes does it.
    package enum Question: Sendable, Equatable {
        case quit(marks: Int, childRuns: Bool)
        case clear
        case restartChild
        case replaceFile(RequestExport)
        case send(SendAgain)
    }

    case none
    case prompt(PromptKind, LineEditor, before: String)
    case palette(LineEditor, selected: Int)
    case help(HelpState)
    case menu(ListMenu)
    case question(Question)

    var isNone: Bool {
        if case .none = self { true } else { false }
    }
}
