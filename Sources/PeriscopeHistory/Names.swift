/// One server process, numbered by the hub that accepted it; a reconnect of the same process keeps the number.
package struct AppID: Hashable, Comparable, Sendable {
    package let number: UInt64

    package init(_ number: UInt64) {
        self.number = number
    }

    package static func < (left: AppID, right: AppID) -> Bool {
        left.number < right.number
    }
}

/// A request's identity: its process, and its server span's id, which is unique in that process.
package struct RequestID: Hashable, Sendable {
    package let app: AppID
    package let span: UInt64

    package init(app: AppID, span: UInt64) {
        self.app = app
        self.span = span
    }
}

/// A wall-clock time in nanoseconds since 1970.
package typealias UnixNanoseconds = Int64
