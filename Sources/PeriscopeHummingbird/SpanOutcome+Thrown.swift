import Hummingbird
import Periscope
import PeriscopeWire

extension SpanOutcome {
    /// The outcome of a part of a request that threw; an error that makes a response below 500 is no fault.
    init(thrown error: any Error) {
        self.init(
            status: ErrorStatus.code(of: error) >= 500 ? .error : .ok, failure: CapturedFailure(error))
    }
}
