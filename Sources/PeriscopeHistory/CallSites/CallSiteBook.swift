internal import PeriscopeWire

/// The call stacks and names of every build that requests are held of.
///
/// A build is known here by a small number, so that finding a name costs no hash of its id.
struct CallSiteBook: Sendable {
    /// So many are kept, but for those of apps that are connected.
    static let builds = 64
    /// Of those that no request needs so many are kept, as one may be started again.
    static let idle = 8

    var numbers: [BuildKey: Int] = [:]
    var builds: [Int: BuildNames] = [:]
    private var next = 1
    var pool = TextPool()

    /// The number of a build; given where it has none.
    mutating func number(of key: BuildKey) -> Int {
        if let number = numbers[key] { return number }
        let number = next
        next += 1
        numbers[key] = number
        builds[number] = BuildNames(key: key, number: number)
        return number
    }

    /// The numbers that stand for call stacks in packed requests of a build.
    func stackNumbers(of build: Int) -> StackNumbers {
        builds[build]?.numbers ?? StackNumbers()
    }

    mutating func add(_ stacks: [WireCallStack], to build: Int) {
        for stack in stacks { builds[build]?.add(stack) }
    }

    mutating func add(_ stacks: [UInt64: [SourceFrame]], to build: Int) {
        for (hash, frames) in stacks { builds[build]?.add(hash, frames: frames) }
    }

    func callSite(_ hash: UInt64, of build: Int) -> SourceFrame? {
        builds[build]?.callSite(hash)
    }

    func frames(_ hash: UInt64, of build: Int) -> [SourceFrame] {
        builds[build]?.frames(hash) ?? []
    }

    /// The newest builds first; those of call sites before those of samples.
    mutating func takeUnnamed(limit: Int) -> [BuildKey: [UInt64]] {
        guard builds.values.contains(where: \.isAsking) else { return [:] }
        var taken: [BuildKey: [UInt64]] = [:]
        var left = limit
        for isSampled in [false, true] {
            for number in builds.keys.sorted(by: >) where left > 0 {
                guard let key = builds[number]?.key,
                    let addresses = isSampled
                        ? builds[number]?.takeUnnamedSamples(limit: left) : builds[number]?.takeUnnamed(limit: left),
                    !addresses.isEmpty
                else { continue }
                taken[key, default: []] += addresses
                left -= addresses.count
            }
        }
        return taken
    }

    /// Returns the functions that call sites were found to be.
    mutating func name(_ frames: [UInt64: [SourceFrame]], of key: BuildKey) -> Set<String> {
        guard let number = numbers[key] else { return [] }
        return builds[number]?.name(frames, pool: &pool) ?? []
    }

    var isFull: Bool { builds.count > Self.builds }

    /// Drops builds until there are no more than the limit: first those that no request needs, then those whose apps
    /// are gone.
    mutating func trim(held: Set<Int>, connected: Set<Int>) {
        guard isFull else { return }
        let past = builds.keys.sorted().filter { !connected.contains($0) }
        drop(past.filter { !held.contains($0) }.dropLast(Self.idle).prefix(builds.count - Self.builds))
        drop(past.filter { builds[$0] != nil }.prefix(max(0, builds.count - Self.builds)))
    }

    private mutating func drop(_ leaving: some Sequence<Int>) {
        for number in leaving {
            guard let build = builds.removeValue(forKey: number) else { continue }
            numbers[build.key] = nil
        }
    }
}
