import CPeriscope
import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Says who the process is.
///
/// What does not change is found once, on the uplink's thread, when a viewer is first there.
struct HelloComposer {
    /// Environment variables whose values are shown; of the others only the names are.
    static let harmlessNames: Set<String> = [
        "COLORTERM", "ENV", "ENVIRONMENT", "HOSTNAME", "LANG", "LC_ALL", "LC_CTYPE", "LOG_LEVEL", "NO_COLOR", "PATH",
        "PERISCOPE", "PERISCOPE_SOCKET", "PORT", "PWD", "SHELL", "TERM", "TZ", "USER",
    ]

    private let app: String
    private let clock: MonotonicClock
    private let surroundings: ProcessSurroundings
    private let redactor: Redactor
    private var composed: WireHello?

    init(app: String, clock: MonotonicClock, surroundings: ProcessSurroundings, redactor: Redactor) {
        self.app = app
        self.clock = clock
        self.surroundings = surroundings
        self.redactor = redactor
    }

    /// The hello of one more connection.
    mutating func compose(adapters: [String], reconnects: UInt64) -> WireHello {
        var hello = composed ?? first()
        composed = hello
        hello.adapters = adapters
        hello.reconnects = UInt32(clamping: reconnects)
        return hello
    }

    private func first() -> WireHello {
        var hello = WireFrame.hello(role: .server)
        hello.app = app.cut(toBytes: 256)
        hello.pid = UInt64(clamping: getpid())
        hello.startedUnixNs = ProcessFigures.startedUnixNanoseconds() ?? clock.anchorUnix
        hello.anchorUnixNs = clock.anchorUnix
        hello.executable = ProcessFigures.executablePath() ?? surroundings.arguments.first ?? ""
        hello.buildID = BuildIdentity.current(executable: hello.executable)
        hello.configuration = surroundings.isDebugBuild ? .debug : .release
        hello.workingDirectory = ProcessFigures.workingDirectory()
        hello.versions = versions
        hello.environment = environment
        hello.arguments = arguments
        return hello
    }

    /// The arguments as free text; what follows an option with a secret name is masked whole.
    private var arguments: [String] {
        let redaction = RequestRedaction(redactor)
        var isSecret = false
        return surroundings.arguments.prefix(256).map { argument in
            defer { isSecret = argument.hasPrefix("-") && !argument.contains("=") && redactor.isSensitive(argument) }
            if isSecret, !argument.hasPrefix("-") { return redactedText }
            return redaction.freeText(argument).cut(toBytes: 1024)
        }
    }

    private var versions: [WireAttribute] {
        let system = ProcessFigures.system()
        return [
            attribute("periscope", ProbeVersion.periscope), attribute("swift", ProbeVersion.swift),
            attribute("os", system.name), attribute("kernel", system.kernel), attribute("machine", system.machine),
        ].filter { !$0.value.isEmpty }
    }

    private var environment: [WireAttribute] {
        let redaction = RequestRedaction(redactor)
        return surroundings.environment.sorted { $0.key < $1.key }.prefix(512).map { name, value in
            if Self.harmlessNames.contains(name) {
                return attribute(name.cut(toBytes: 256), redaction.freeText(value.cut(toBytes: 1024)))
            }
            var hidden = attribute(name.cut(toBytes: 256), redactedText)
            hidden.mask = redactor.hash(value)
            return hidden
        }
    }

    private func attribute(_ key: String, _ value: String) -> WireAttribute {
        var attribute = WireAttribute()
        attribute.keyText = key
        attribute.value = value
        return attribute
    }
}
