/// What is remembered of a request between its flushes.
struct RequestMemory {
    /// The values that were masked in it, which its free text must lose too.
    var redaction: RequestRedaction
    /// Events that were too large to be sent.
    var lost: UInt64 = 0
}
