/// What spans of one kind and name took together: counted and timed exactly, their CPU time by samples.
package struct SpanTime: Sendable, Equatable {
    package enum Kind: UInt8, Sendable, CaseIterable {
        case server, middleware, handler, query, render, client, `internal`
    }

    package var kind: Kind
    package var name: String
    /// Exact.
    package var calls: Int
    /// Nanoseconds in which one was under way; inside another one of the same kind and name it counts once.
    package var wall: UInt64
    /// Nanoseconds in which one was under way and no span inside it was.
    package var ownWall: UInt64
    /// Samples in them and in the spans inside them, each once.
    package var samples: UInt64
    /// Samples in them and in no span inside them.
    package var ownSamples: UInt64
    /// Nanoseconds of CPU time that `samples` and `ownSamples` stand for.
    package var cpu: UInt64
    package var ownCPU: UInt64

    package init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
        (calls, wall, ownWall, samples, ownSamples, cpu, ownCPU) = (0, 0, 0, 0, 0, 0, 0)
    }

    /// Nanoseconds that they waited rather than computed; over all of them, as one alone is too short to be sampled well.
    package var waiting: UInt64 { wall > cpu ? wall - cpu : 0 }

    /// The same of their own time.
    package var ownWaiting: UInt64 { ownWall > ownCPU ? ownWall - ownCPU : 0 }

    /// What making them cost nothing would save, in nanoseconds: the own time of a call, times the calls.
    package var impact: UInt64 { ownWall }
}
