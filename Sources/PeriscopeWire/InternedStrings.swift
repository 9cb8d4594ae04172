/// The receiver's side of a connection's intern table.
package struct InternedStrings: Sendable {
    /// The table, without the empty string at index 0.
    package private(set) var all: [String] = []
    /// Entries that were beyond `WireLimits.receivedStrings` or `receivedBytes` and were left out, since the start.
    package private(set) var omitted: UInt64 = 0
    private var bytes = 0

    package init() {}

    /// Takes a batch's `stringsReset` and `strings`.
    package mutating func add(reset: Bool, strings: [String]) {
        if reset {
            all.removeAll()
            bytes = 0
        }
        for string in strings {
            let size = string.utf8.count
            guard all.count < WireLimits.receivedStrings, bytes + size <= WireLimits.receivedBytes else {
                omitted += 1
                continue
            }
            all.append(string)
            bytes += size
        }
    }

    /// The string of a number: "" for 0, "?" for one that was never sent.
    package subscript(_ index: UInt32) -> String {
        if index == 0 { return "" }
        return Int(index) <= all.count ? all[Int(index) - 1] : "?"
    }
}
