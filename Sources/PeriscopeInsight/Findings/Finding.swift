/// Something worth a person's attention in one request.
package struct Finding: Sendable, Hashable {
    package var kind: FindingKind
    package var severity: Severity
    /// Of an N+1: that the query which asked for the list was seen too, and that the values differ.
    ///
    /// True of every other kind.
    package var isConfirmed = true
    /// How many spans it is about; true even where `spans` was cut.
    package var count: Int
    /// Nanoseconds in those spans; of a gap, its length.
    package var duration: UInt64
    /// Nanoseconds of the longest of them; 0 where one span's time is not what it is about.
    package var worst: UInt64 = 0
    /// How many of them, and how much of that time, one query in their place would save; 0 where that is not certain.
    package var avoidableCount = 0
    package var avoidableDuration: UInt64 = 0
    /// The evidence, in order of start, at most `Finding.evidenceLimit`; of a gap, the spans beside it.
    package var spans: [UInt64] = []
    /// The query that returned the list which an N+1 then walks; 0 where it was not seen.
    package var source: UInt64 = 0
    /// The rows that query returned.
    package var sourceRows: UInt64 = 0
    /// Of the queries it is about; empty for the other kinds.
    package var fingerprint = ""
    /// The hash of the call stack of the first span; 0 where none was taken.
    package var stack: UInt64 = 0
    /// What else it is about: a template's name, an error's type and message, what stands around a gap, where most of a
    /// slow request's time went, the limit that its queries reached.
    package var subject = ""
    /// What to do, in a sentence, where that is certain.
    package var suggestion: String?
    /// How many more of its kind the request has, that weigh less and are not told: in the last that is.
    package var omitted = 0

    package static let evidenceLimit = 1_000
    /// So many of one kind are told of a request, the weightiest: nobody reads more, and each costs its words.
    package static let kindLimit = 100

    package init(kind: FindingKind, severity: Severity, count: Int = 1, duration: UInt64 = 0) {
        self.kind = kind
        self.severity = severity
        self.count = count
        self.duration = duration
    }
}
