import Instrumentation

/// Carries a copy of the recording in a `ServiceContext`, for code that restores context by hand.
enum RecordingKey: InstrumentationContextKey {
    typealias Value = Recording
    static var nameOverride: String? { "periscope" }
}
