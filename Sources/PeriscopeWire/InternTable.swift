/// The sender's side of a connection's intern table: strings that repeat are sent once, then by number.
///
/// For each batch: `beginBatch()`, then `index(of:)` while it is built, then `takeNew()` into its `stringsReset` and
/// `strings`. One dictionary look-up a string. Start a new table with each connection.
package struct InternTable: Sendable {
    private var indexes: [String: UInt32] = [:]
    private var bytes = 0
    private var new: [String] = []
    private var isReset = false

    package init() {}

    /// The number of `text`: 0 for the empty string; a new one is queued for `takeNew()`.
    ///
    /// Past the receiver's limits, which takes one batch of 65,536 different strings, it gives a number that reads
    /// as "?" there.
    package mutating func index(of text: String) -> UInt32 {
        if text.isEmpty { return 0 }
        if let known = indexes[text] { return known }
        let size = text.utf8.count
        guard indexes.count < WireLimits.receivedStrings, bytes + size <= WireLimits.receivedBytes else {
            return .max
        }
        let index = UInt32(indexes.count + 1)
        indexes[text] = index
        bytes += size
        new.append(text)
        return index
    }

    /// What was added since the last call, for the batch being built.
    package mutating func takeNew() -> (reset: Bool, strings: [String]) {
        defer {
            new = []
            isReset = false
        }
        return (isReset, new)
    }

    /// Starts the table anew where it is past its limits.
    ///
    /// Call before the first `index(of:)` of a batch.
    package mutating func beginBatch() {
        if isFull { restart() }
    }

    /// Past its limits: the batch being built had better be the last before it starts anew.
    package var isFull: Bool {
        indexes.count >= WireLimits.internedStrings || bytes >= WireLimits.internedBytes
    }

    /// Starts the table anew: after a batch was taken from but not sent, the two sides are no longer in step.
    package mutating func restart() {
        indexes.removeAll(keepingCapacity: true)
        bytes = 0
        new = []
        isReset = true
    }
}
