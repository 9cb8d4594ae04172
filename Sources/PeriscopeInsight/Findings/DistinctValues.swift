/// Whether queries ask for different things, as far as the rules must know: up to three are told apart.
///
/// Two things asked for again and again are duplicates, not a walk over rows: keeping two answers mends it. So from
/// three on they differ.
struct DistinctValues {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var distinct = 0
    private var known = 0

    mutating func add(text: UInt64, values: UInt64?) {
        guard let values else { return }
        known += 1
        let identity = SlotTable.mix(text, values)
        switch distinct {
        case 0: first = identity
        case 1 where identity != first: second = identity
        case 2 where identity != first && identity != second: break
        default: return
        }
        distinct += 1
    }

    /// Whether at least so many differ; nil where too few values are known to say that they do not.
    func differ(_ least: Int) -> Bool? {
        if distinct >= least { return true }
        return known >= least ? false : nil
    }
}
