/// Addresses that samples stood at, which wait to be asked for a name, each once.
struct AddressQueue: Sendable {
    /// Whether each was handed out.
    private var known: [UInt64: Bool] = [:]
    private var pending: [UInt64] = []

    var count: Int { known.count }
    var isEmpty: Bool { pending.isEmpty }

    /// True if the address is new.
    mutating func note(_ address: UInt64) -> Bool {
        guard known[address] == nil else { return false }
        known[address] = false
        pending.append(address)
        return true
    }

    func knows(_ address: UInt64) -> Bool { known[address] != nil }

    func hasHandedOut(_ address: UInt64) -> Bool { known[address] == true }

    /// The newest that are still wanted.
    mutating func take(limit: Int, where isWanted: (UInt64) -> Bool = { _ in true }) -> [UInt64] {
        var taken: [UInt64] = []
        while taken.count < limit, let address = pending.popLast() {
            known[address] = true
            if isWanted(address) { taken.append(address) }
        }
        return taken
    }
}
