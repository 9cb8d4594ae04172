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
    /// What the logger carries: a list, since each request's logger is a copy that is given an id, and a list of two is
    /// copied faster than a dictionary.
    private var carried: [(key: String, value: Logger.Metadata.Value)] = []
    var metadataProvider: Logger.MetadataProvider?

    init(probe: Probe, label: String, logLevel: Logger.Level = .info, metadataProvider: Logger.MetadataProvider? = nil)
    {
        self.probe = probe
        self.label = label
        self.logLevel = logLevel
        self.metadataProvider = metadataProvider
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { carried.first { $0.key == key }?.value }
        set {
            let index = carried.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): carried[index].value = value
            case (let index?, nil): carried.remove(at: index)
            case (nil, let value?): carried.append((key, value))
            case (nil, nil): break
            }
        }
    }

    var metadata: Logger.Metadata {
        get { Logger.Metadata(carried.map { ($0.key, $0.value) }) { _, new in new } }
        set { carried = newValue.map { ($0.key, $0.value) } }
    }

    func log(event: LogEvent) {
        guard label != Self.ownLabel, let recording = probe.recording else { return }
        let entry = LogEntry(
            at: probe.now(), level: WireLogLevel(event.level), label: label,
            message: event.message.description.cut(toBytes: probe.rawTextBytes), metadata: merged(event),
            carried: carried, source: event.source, file: event.file, line: event.line, span: recording.span)
        recording.recorder.log(entry)
    }

    /// The provider's metadata, then the line's: a later one of the same key wins, and both over what is carried.
    private func merged(_ event: LogEvent) -> Logger.Metadata {
        var merged = event.metadata ?? [:]
        if let provided = metadataProvider?.get(), !provided.isEmpty {
            merged.merge(provided) { explicit, _ in explicit }
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
