package import PeriscopeHistory
package import PeriscopeInsight

/// What the program around the toolbar knows and the history does not: handed in, so that the UI stays pure.
package struct UIEnvironment: Sendable {
    /// Where the requests come from.
    package enum Source: Sendable, Equatable {
        /// This viewer owns the socket.
        case listening
        /// Another viewer owns the socket; this one is sent what comes from now on.
        case reading
        /// Requests were read from a file, or from standard input.
        case file(name: String)

        /// Nothing comes in any more, and there is no server to ask.
        package var isFile: Bool { if case .file = self { true } else { false } }
    }

    /// The process that `periscope run` or `periscope demo` started.
    package struct ChildStatus: Sendable, Equatable {
        package enum State: Sendable, Equatable {
            case running
            case exited(code: Int)
            case killed(signal: Int)
        }

        package var command: String
        package var pid: Int
        package var state: State
        /// Counts how often it was started.
        package var run = 1
        /// When this run began.
        package var startedAt: UnixNanoseconds = 0
        /// When it ended; nil while it runs.
        package var endedAt: UnixNanoseconds?
        /// It is being ended, to be started again.
        package var isEnding = false
        /// The server that it became, or started: the first to connect.
        package var server: AppID?

        package init(command: String, pid: Int, state: State) {
            self.command = command
            self.pid = pid
            self.state = state
        }

        package var isRunning: Bool { state == .running }
    }

    /// One line that the child wrote.
    package struct ChildLine: Sendable, Equatable {
        package var text: String
        package var at: UnixNanoseconds
        package var isError: Bool
        /// The only request that was in flight when the line was written; nil where there was none, or more.
        package var request: RequestID?

        package init(text: String, at: UnixNanoseconds, isError: Bool = false, request: RequestID? = nil) {
            self.request = request
            self.text = text
            self.at = at
            self.isError = isError
        }
    }

    /// A connection that the hub ended or did not take.
    package struct Refusal: Sendable, Equatable {
        package var text: String
        package var at: UnixNanoseconds

        package init(text: String, at: UnixNanoseconds) {
            self.text = text
            self.at = at
        }
    }

    package var socketPath: String
    package var hub: Source
    package var workingDirectory: String
    /// The person's home folder, so that paths can be shown short; empty where it is not known.
    package var homeDirectory: String
    package var child: ChildStatus?
    /// Oldest first; whoever fills it bounds it.
    package var childOutput: [ChildLine]
    /// Lines that came too fast to be kept.
    package var childLinesCut: UInt64 = 0
    /// What this run of the child said of its build.
    package var build = BuildReport()
    /// Events that the hub's inbox refused.
    package var hubDropped: UInt64
    /// What stays true until someone mends it, such as a theme that does not parse.
    ///
    /// The newest last.
    package var notices: [String]
    /// The newest last; each is on the status line for a while, and then only in the view of the apps.
    ///
    /// Whoever fills it bounds it.
    package var refusals: [Refusal]
    package var themeName: String
    package var isMouseOn: Bool
    package var version: String
    package var thresholds: Thresholds
    /// Filters of the settings, which a filter may name.
    package var namedFilters = NamedFilters()
    /// Seconds to add to universal time for the clock on screen.
    package var utcOffsetSeconds: Int
    /// What was asked of servers, and what they answered; whoever fills it bounds it.
    package var plans: [PlanQuestion.Key: PlanState] = [:]
    /// Ids of the themes that can be chosen, in the order to show them.
    package var themes: [String] = []
    /// The keys in force.
    package var keys: KeyMap = .standard

    package init(
        socketPath: String = "", hub: Source = .listening, workingDirectory: String = "", homeDirectory: String = "",
        child: ChildStatus? = nil, childOutput: [ChildLine] = [], hubDropped: UInt64 = 0, notices: [String] = [],
        refusals: [Refusal] = [],
        themeName: String = "terminal", isMouseOn: Bool = true, version: String = "",
        thresholds: Thresholds = .standard, utcOffsetSeconds: Int = 0
    ) {
        self.socketPath = socketPath
        self.hub = hub
        self.workingDirectory = workingDirectory
        self.homeDirectory = homeDirectory
        self.child = child
        self.childOutput = childOutput
        self.hubDropped = hubDropped
        self.notices = notices
        self.refusals = refusals
        self.themeName = themeName
        self.isMouseOn = isMouseOn
        self.version = version
        self.thresholds = thresholds
        self.utcOffsetSeconds = utcOffsetSeconds
    }
}
