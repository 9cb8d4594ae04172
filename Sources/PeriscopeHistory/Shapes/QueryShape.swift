package import PeriscopeSQL

/// What all queries of one fingerprint cost together.
package struct QueryShape: Sendable, Identifiable {
    package var fingerprint: SQLFingerprint
    package var count: Int
    /// Nanoseconds.
    package var duration: UInt64
    package var worst: UInt64
    /// The request with the worst one, and its span.
    package var worstRequest: RequestID
    package var worstSpan: UInt64
    /// Requests that ran it.
    package var requests: Int
    /// Requests in which it was an N+1.
    package var nPlusOnes: Int
    /// Method and route, the one that spent most on it first.
    package var routes: [String]
    /// The app and the stack of the worst one.
    package var app: AppID
    package var stack: UInt64

    package var id: UInt64 { fingerprint.hash }
}
