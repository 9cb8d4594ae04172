import Logging
import PeriscopeWire

/// Takes down log lines beside the app's own handler.
///
/// Runs on the caller's thread, where the task's recording can be read; formats nothing. It has a level of its own, as
/// every handler has, and is made with the level of the app's handler, so that it never makes the app evaluate a message
/// that it would not have.
struct ProbeLogHandler: LogHandler {
    /// The label of the one line that the probe logs itself; it is not captured.
    static let ownLabel = "periscope"

    let probe: Probe
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(probe: Probe, label: String, logLevel: Logger.Level = .info, metadataProvider: Logger.MetadataProvider? = nil)
    {
        self.probe = probe
        self.label = label
        self.logLevel = logLevel
        self.metadataProvider = metadataProvider
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        guard label != Self.ownLabel, let recording = probe.recording else { return }
        let entry = LogEntry(
            at: probe.now(), level: WireLogLevel(event.level), label: label,
            message: event.message.description.cut(toBytes: probe.rawTextBytes), metadata: merged(event),
            source: event.source, file: event.file, line: event.line, span: recording.span)
        recording.recorder.log(entry)
    }

    /// The handler's metadata, then the provider's, then the line's: a later one of the same key wins.
    private func merged(_ event: LogEvent) -> Logger.Metadata {
        var merged = metadata
        if let provided = metadataProvider?.get(), !provided.isEmpty {
            merged.merge(provided) { _, new in new }
        }
        if let explicit = event.metadata, !explicit.isEmpty {
            merged.merge(explicit) { _, new in new }
        }
        if let error = event.error {
            merged["error.type"] = "\(String(reflecting: type(of: error)))"
            merged["error.message"] = "\(error)"
        }
        return merged
    }
}

extension WireLogLevel {
    init(_ level: Logger.Level) {
        switch level {
        case .trace: self = .trace
        case .debug: self = .debug
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .error: self = .error
        case .critical: self = .critical
        }
    }
}
