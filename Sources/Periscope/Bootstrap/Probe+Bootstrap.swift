public import Logging
import Instrumentation
import Synchronization
public import Tracing

extension Probe {
    /// Set by the first `bootstrap`; the systems below it end the process at a second one.
    private static let isBootstrapped = Atomic<Bool>(false)

    /// Adds the probe to swift-log and swift-distributed-tracing, beside what the app has there.
    ///
    /// Call it once, before the first logger is made, instead of `LoggingSystem.bootstrap` and
    /// `InstrumentationSystem.bootstrap`; both end the process when they are called twice. Without arguments the app's
    /// log goes where it goes without the probe: to standard error.
    ///
    /// ```swift
    /// probe.bootstrap(logging: { StreamLogHandler.standardOutput(label: $0) })
    /// ```
    ///
    /// While the probe is off, nothing is installed but what the app hands in.
    ///
    /// - Parameters:
    ///   - logging: makes the app's own log handler for a label.
    ///   - metadataProvider: the app's own metadata provider.
    ///   - tracing: the app's own tracer; every span is forwarded to it, and it alone reads and writes headers.
    public func bootstrap(
        logging: (@Sendable (String) -> any LogHandler)? = nil, metadataProvider: Logger.MetadataProvider? = nil,
        tracing: (any Tracer)? = nil
    ) {
        guard !Self.isBootstrapped.exchange(true, ordering: .relaxed) else { return }
        bootstrapTracing(beside: tracing)
        guard isOn || logging != nil || metadataProvider != nil else { return }
        let factory = logHandlers(logging)
        LoggingSystem.bootstrap({ label, provider in factory(label, provider) }, metadataProvider: metadataProvider)
    }

    /// Adds the probe to swift-log and swift-distributed-tracing, where the app's handler takes the provider itself.
    ///
    /// As ``bootstrap(logging:metadataProvider:tracing:)``.
    public func bootstrap(
        logging: @escaping @Sendable (String, Logger.MetadataProvider?) -> any LogHandler,
        metadataProvider: Logger.MetadataProvider? = nil, tracing: (any Tracer)? = nil
    ) {
        guard !Self.isBootstrapped.exchange(true, ordering: .relaxed) else { return }
        bootstrapTracing(beside: tracing)
        LoggingSystem.bootstrap(
            { label, provider in self.beside(logging(label, provider), label: label, metadataProvider: provider) },
            metadataProvider: metadataProvider)
    }

    /// The probe's own log handler, for apps that call `LoggingSystem.bootstrap` themselves.
    ///
    /// ```swift
    /// LoggingSystem.bootstrap { label in
    ///     MultiplexLogHandler([MyHandler(label: label), probe.logHandler(label: label)])
    /// }
    /// ```
    ///
    /// A multiplexed logger logs from the lowest level of its handlers up, so hand in the level of the other one if it is
    /// above `info`. While the probe is off, the handler does nothing, at no level.
    public func logHandler(
        label: String, logLevel: Logger.Level = .info, metadataProvider: Logger.MetadataProvider? = nil
    ) -> any LogHandler {
        guard isOn else { return SwiftLogNoOpLogHandler(label) }
        return ProbeLogHandler(probe: self, label: label, logLevel: logLevel, metadataProvider: metadataProvider)
    }

    /// The probe's own tracer, for apps that call `InstrumentationSystem.bootstrap` themselves.
    ///
    /// `InstrumentationSystem.tracer` is the first tracer of a `MultiplexInstrument`, so an app with two of them wants
    /// ``tracer(beside:)``. While the probe is off, the tracer does nothing.
    public var tracer: any Tracer { tracer(beside: nil) }

    /// A tracer that forwards every span to the app's own and takes it down as well.
    public func tracer(beside other: (any Tracer)?) -> any Tracer {
        isOn ? ProbeTracer(probe: self, other: other) : other ?? NoOpTracer()
    }

    private func bootstrapTracing(beside other: (any Tracer)?) {
        guard isOn || other != nil else { return }
        InstrumentationSystem.bootstrap(tracer(beside: other))
    }

    /// Makes handlers: the app's own, or what swift-log has by default, and ours beside it.
    func logHandlers(
        _ logging: (@Sendable (String) -> any LogHandler)?
    ) -> @Sendable (String, Logger.MetadataProvider?) -> any LogHandler {
        { label, provider in
            let own: any LogHandler =
                logging?(label) ?? StreamLogHandler.standardError(label: label, metadataProvider: provider)
            return self.beside(own, label: label, metadataProvider: provider)
        }
    }

    private func beside(
        _ own: any LogHandler, label: String, metadataProvider: Logger.MetadataProvider?
    ) -> any LogHandler {
        guard isOn, label != ProbeLogHandler.ownLabel else { return own }
        return PairedLogHandler(
            own,
            beside: ProbeLogHandler(
                probe: self, label: label, logLevel: own.logLevel, metadataProvider: metadataProvider))
    }
}
