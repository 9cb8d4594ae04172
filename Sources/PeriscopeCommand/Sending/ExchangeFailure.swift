import NIOCore
import NIOPosix
import PeriscopeUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why a request had no answer, in words that follow a colon.
struct ExchangeFailure: Error, CustomStringConvertible {
    let description: String

    static let noAnswer = ExchangeFailure("no answer within 30 s")
    static let closed = ExchangeFailure("the server closed the connection before its answer was whole")

    private init(_ description: String) {
        self.description = description
    }

    init(_ error: any Error, to request: OutgoingRequest) {
        let place = "\(request.host):\(request.port)"
        switch error {
        case let failure as ExchangeFailure: self = failure
        case let error as IOError: self.init(Self.words(error.errnoCode, place))
        case let error as NIOConnectionError: self.init(Self.words(error, place))
        case is ChannelError: self.init("\(place) did not take the connection in time")
        default: self.init("\(error)")
        }
    }

    private static func words(_ error: NIOConnectionError, _ place: String) -> String {
        if let refused = error.connectionErrors.first {
            if let system = refused.error as? IOError { return words(system.errnoCode, place) }
            return "\(place) did not take the connection in time"
        }
        return "\(error.host) is no host that is known here"
    }

    private static func words(_ code: CInt, _ place: String) -> String {
        switch code {
        case ECONNREFUSED: "nothing listens at \(place)"
        case ECONNRESET, EPIPE: closed.description
        default: "\(place): " + String(cString: strerror(code))
        }
    }
}
