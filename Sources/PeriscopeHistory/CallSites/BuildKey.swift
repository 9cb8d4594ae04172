internal import PeriscopeWire

/// One binary: what call stacks are named by.
package struct BuildKey: Sendable, Hashable {
    /// The build id that the server said; for one that said none, its own name, process and start, so that two builds
    /// never mix.
    package let id: String

    package init(_ id: String) {
        self.id = id
    }

    init(buildID: String, name: String, pid: UInt64, startedAt: UnixNanoseconds) {
        self.init(buildID.isEmpty ? "\(name) \(pid) \(startedAt)" : buildID)
    }
}

extension AppRecord {
    /// The binary that it runs.
    package var build: BuildKey {
        BuildKey(buildID: buildID, name: name, pid: pid, startedAt: startedAt)
    }
}
