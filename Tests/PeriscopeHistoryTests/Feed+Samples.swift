import PeriscopeHistory
import PeriscopeWire

extension Feed {
    static let period: UInt64 = 4_000_000

    /// A frame as the wire has it.
    static func frame(_ address: UInt64, module: UInt64 = 0, isAsync: Bool = false) -> UInt64 {
        module << 48 | (isAsync ? 1 << 47 : 0) | address
    }

    /// Nodes with their parents, the first with this number.
    func nodes(first: UInt32 = 1, _ nodes: [(parent: UInt32, frame: UInt64)]) -> WireProfileNodes {
        var wire = WireProfileNodes()
        wire.first = first
        wire.parents = nodes.map(\.parent)
        wire.frames = nodes.map(\.frame)
        return wire
    }

    func module(_ number: UInt32, _ path: String) -> WireModule {
        var module = WireModule()
        (module.number, module.path) = (number, path)
        return module
    }

    /// Samples alone, as they come after a request's end.
    func samples(
        _ id: UInt64, _ samples: [(node: UInt32, span: UInt64, count: UInt32)], period: UInt64 = period
    ) -> WireRequestDelta {
        var delta = WireRequestDelta()
        delta.id = id
        delta.samplePeriodNs = period
        delta.samples = samples.map { node, span, count in
            var sample = WireProfileSample()
            (sample.node, sample.span, sample.count) = (node, span, count)
            return sample
        }
        return delta
    }

    /// `main` (0x10) calls `index` (0x20), which calls `burn` (0x30) and, in libsqlite3, 0x40.
    mutating func tree(_ deltas: [WireRequestDelta] = []) -> WireBatch {
        var batch = batch(deltas)
        batch.modules = [module(1, "/usr/lib/libsqlite3.so.0")]
        batch.profileNodes = nodes([
            (0, Feed.frame(0x10)), (1, Feed.frame(0x20)), (2, Feed.frame(0x30)), (2, Feed.frame(0x40, module: 1)),
        ])
        return batch
    }
}

extension History {
    /// Names what `Feed.tree` has.
    mutating func nameTree(_ build: String = "b1") {
        name(
            [
                0x10: [SourceFrame(function: "main", path: "", line: 0, isApp: false)], 0x20: [.app("index", line: 20)],
                0x30: [.app("spin", line: 31), .app("burn", line: 30)],
            ], of: BuildKey(build))
        name(
            [0x40: [SourceFrame(function: "sqlite3_step", path: "", line: 0, isApp: false)]], of: BuildKey(build),
            module: "/usr/lib/libsqlite3.so.0")
    }
}
