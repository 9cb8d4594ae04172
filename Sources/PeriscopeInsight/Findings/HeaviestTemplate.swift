/// The template in which most of some renders' time was spent, if one took half of it: its own time, without what it
/// holds.
struct HeaviestTemplate {
    let name: String
    let count: Int

    init?(_ times: TemplateTimes, in outer: [Int], of total: UInt64) {
        // Of equals the first by name, so that the words do not depend on a dictionary's order.
        let heaviest = times.sums(in: outer).max { ($0.value.time, $1.key) < ($1.value.time, $0.key) }
        guard let heaviest, heaviest.value.time > 0, heaviest.value.time >= total / 2 else { return nil }
        name = heaviest.key
        count = heaviest.value.count
    }
}
