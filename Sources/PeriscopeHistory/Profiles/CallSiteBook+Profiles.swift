internal import PeriscopeInsight
internal import PeriscopeWire

/// What profilers saw of the builds.
extension CallSiteBook {
    /// Takes in what a connection of a build tells of sampled stacks.
    mutating func add(_ modules: [WireModule], _ nodes: WireProfileNodes, to build: Int, map: inout NodeMap) {
        builds[build]?.sampled.add(modules, nodes, map: &map)
    }

    /// Says where a process of a build works.
    ///
    /// True if one was known to work elsewhere: then other functions are the toolchain's.
    mutating func setWorkingDirectory(_ folder: String, of build: Int) -> Bool {
        let known = builds[build]?.sampled.workingDirectory ?? ""
        guard !folder.isEmpty, folder != known else { return false }
        builds[build]?.sampled.workingDirectory = folder
        return !known.isEmpty
    }

    /// The nodes of stacks that were read from a file.
    mutating func add(_ profile: WrittenProfile, to build: Int) -> [UInt32] {
        guard !profile.stacks.isEmpty else { return [] }
        return builds[build]?.sampled.add(profile) ?? []
    }

    func sampledTree(of build: Int) -> SampledTree {
        builds[build]?.sampled.tree ?? SampledTree(build: build)
    }

    func names(of build: Int) -> BuildNames? { builds[build] }

    /// The newest builds first.
    mutating func takeUnnamedModules(limit: Int) -> [(build: BuildKey, module: String, addresses: [UInt64])] {
        guard builds.values.contains(where: \.sampled.isAskingForModules) else { return [] }
        var taken: [(build: BuildKey, module: String, addresses: [UInt64])] = []
        var left = limit
        for number in builds.keys.sorted(by: >) where left > 0 {
            guard let key = builds[number]?.key else { continue }
            for (module, addresses) in builds[number]?.sampled.takeUnnamedModules(limit: left) ?? [] {
                taken.append((key, module, addresses))
                left -= addresses.count
            }
        }
        return taken
    }

    mutating func name(_ frames: [UInt64: [SourceFrame]], of key: BuildKey, module: String) {
        guard let number = numbers[key] else { return }
        builds[number]?.sampled.name(frames, module: module, pool: &pool)
    }
}
