import Synchronization

/// Makes ids that are never 0, unique in the process, and unlike those of another process.
final class IDSource: Sendable {
    private let base = UInt64.random(in: .min ... .max)
    private let counter = Atomic<UInt64>(0)

    /// The next id: one atomic addition, then a mix that maps no two counts to one id.
    func next() -> UInt64 {
        let count = counter.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        let id = Self.mix(base &+ count)
        return id != 0 ? id : next()
    }

    /// The finaliser of splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
