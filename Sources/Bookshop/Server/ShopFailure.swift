import Foundation
import GRDB
import NIOCore

/// Why the shop cannot open, and what to do about it.
enum ShopFailure: Error, CustomStringConvertible {
    case addressTaken(hostname: String, port: Int)
    case addressRefused(hostname: String, port: Int, reason: String)
    case databaseUnusable(path: String, reason: String)

    var description: String {
        switch self {
        case .addressTaken(let hostname, let port):
            "Port \(port) of \(hostname) is taken. Choose another with --port, or 0 for any free one."
        case .addressRefused(let hostname, let port, let reason):
            "The shop cannot listen on port \(port) of \(hostname) (\(reason)). Choose others with --hostname and --port."
        case .databaseUnusable(let path, let reason):
            "The database \(path) cannot be used (\(reason)). Choose another file with --database."
        }
    }

    /// Says what an error of the libraries below means for the one who started the shop; others stay as they are.
    static func explain(_ error: any Error, options: ShopOptions, database path: String) -> any Error {
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            addressTaken(hostname: options.hostname, port: options.port)
        case let error as IOError:
            addressRefused(
                hostname: options.hostname, port: options.port, reason: String(cString: strerror(error.errnoCode)))
        case is SocketAddressError.UnknownHost:
            addressRefused(hostname: options.hostname, port: options.port, reason: "no such host")
        case let error as DatabaseError:
            databaseUnusable(path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        default: error
        }
    }
}
