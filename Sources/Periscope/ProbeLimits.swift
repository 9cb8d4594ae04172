/// How much the probe holds at most, in numbers of things and in bytes.
///
/// Whatever a limit cuts is counted, and the count is sent. Bytes are estimates: text as it is, plus a constant for
/// each event.
package struct ProbeLimits: Sendable {
    /// Queries of one request that keep their values and counters.
    package var detailedQueries = 500
    /// Queries of one request that keep their text and time; further ones are only counted.
    package var queries = 10_000
    /// Spans of one request other than queries.
    package var spans = 10_000
    /// Log lines of one request.
    package var logs = 2_000
    /// Places of one request, each a stack and a span, that samples are held for unsent; then they count for a caller.
    package var samplePlaces = 4_096
    /// Bytes that one request holds unsent.
    package var requestBytes = 4 << 20
    /// Spans or log lines that the record of what belongs to no request holds unsent; then the oldest goes.
    package var outsideEvents = 1_000
    package var outsideBytes = 512 << 10
    /// Requests in flight; further ones are not recorded.
    package var openRequests = 10_000
    /// Bytes that all requests together hold unsent.
    package var totalBytes = 64 << 20
    /// Finished requests that are kept while there is no viewer: whichever of the two is reached first.
    package var backlogRequests = 64
    package var backlogBytes = 1 << 20
    /// Bytes of finished requests that wait for a viewer that reads slowly.
    package var slowViewerBytes = 4 << 20
    /// Bytes of one message or value that are held before it is masked; it is cut further after that.
    package var rawTextBytes = 64 << 10

    package init() {}
}
