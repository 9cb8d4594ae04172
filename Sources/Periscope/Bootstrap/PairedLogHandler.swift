import Logging

/// The app's own log handler, and the probe's beside it.
///
/// Does what swift-log's `MultiplexLogHandler` does of two, without an array of boxes to copy for each logger that gets
/// metadata of its own, which in a server is each request's. As there, the level that was set last counts, or that of
/// the app's handler; and the app's handler is not asked below its own.
struct PairedLogHandler: LogHandler {
    private var own: any LogHandler
    private var probes: ProbeLogHandler

    init(_ own: any LogHandler, beside probes: ProbeLogHandler) {
        self.own = own
        self.probes = probes
    }

    var logLevel: Logger.Level {
        get { probes.logLevel }
        set {
            own.logLevel = newValue
            probes.logLevel = newValue
        }
    }

    var metadata: Logger.Metadata {
        get { own.metadata.merging(probes.metadata) { _, new in new } }
        set {
            own.metadata = newValue
            probes.metadata = newValue
        }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { own.metadataProvider ?? probes.metadataProvider }
        set {
            own.metadataProvider = newValue
            probes.metadataProvider = newValue
        }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { own[metadataKey: key] ?? probes[metadataKey: key] }
        set {
            own[metadataKey: key] = newValue
            probes[metadataKey: key] = newValue
        }
    }

    func log(event: LogEvent) {
        if own.logLevel <= event.level { own.log(event: event) }
        if probes.logLevel <= event.level { probes.log(event: event) }
    }
}
