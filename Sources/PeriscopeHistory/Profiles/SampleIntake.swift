internal import PeriscopeWire

/// What takes a connection's samples in: what its numbers mean, and the tree that they mean nodes of.
struct SampleIntake: Sendable {
    var map = NodeMap()
    var tree = SampledTree()
}

extension RequestRecord {
    /// Takes in samples; those that name no node are dropped, and counted.
    mutating func take(_ samples: [WireProfileSample], period: UInt64, _ intake: SampleIntake) {
        guard !samples.isEmpty else { return }
        if period > 0 { samplePeriod = period }
        let request = id.span
        let (taken, lost) = storage.edit { details in
            details.editWork { work in
                var (taken, lost): (UInt64, UInt64) = (0, 0)
                for sample in samples where sample.count > 0 {
                    guard let node = intake.map.node(sample.node) else {
                        lost = lost.saturatingAdding(UInt64(sample.count))
                        continue
                    }
                    let span = sample.span == 0 ? request : sample.span
                    let record = SampleRecord(node: node, span: span, count: UInt64(sample.count))
                    work.add(record, tree: intake.tree, request: request)
                    taken = taken.saturatingAdding(record.count)
                }
                return (taken, lost)
            }
        }
        sampleCount = sampleCount.saturatingAdding(taken)
        omitted = omitted.saturatingAdding(lost)
        dropped = dropped.saturatingAdding(lost)
    }

    /// Takes in samples that were read from a file, all different; where there are none, only their number.
    mutating func take(_ samples: [SampleRecord], orElse count: UInt64) {
        sampleCount = samples.isEmpty ? count : samples.reduce(0) { $0.saturatingAdding($1.count) }
        guard !samples.isEmpty else { return }
        storage.edit { details in
            details.editWork { $0 = SampledWork(samples: samples, processUse: $0.processUse) }
        }
    }

    /// Gives samples that were read from a file their nodes: by now they have a stack's place in the file for one.
    mutating func place(samplesAt nodes: [UInt32], tree: SampledTree) {
        let request = id.span
        storage.edit { details in
            details.editWork { work in
                let old = work.samples
                work = SampledWork(processUse: work.processUse)
                for sample in old {
                    let node = Int(sample.node) < nodes.count ? nodes[Int(sample.node)] : tree.root
                    let record = SampleRecord(node: node, span: sample.span, count: sample.count)
                    work.add(record, tree: tree, request: request)
                }
            }
        }
    }
}
