/// Where CPU time went: sampled stacks as one tree of functions.
///
/// A value that is made once and only read. Times are counts of samples; one stands for `period` nanoseconds of CPU time.
package struct CPUProfile: Sendable {
    /// A function below the one that called it.
    package struct Node: Sendable {
        /// An index into `functions`; -1 for the root.
        package var function: Int
        /// An index into `nodes`; -1 for the root.
        package var parent: Int
        /// Samples in it and in what it called.
        package var total: UInt64
        /// Samples in it itself.
        package var own: UInt64
        /// The line that most of its samples stand at; 0 where unknown.
        package var line: Int
        /// It was waiting for what is below it: an await stands between the two.
        package var isAsync: Bool
        package var isInlined: Bool
        /// Indices into `nodes`, the greatest total first.
        package var children: [Int]
    }

    /// Nanoseconds of CPU time that a sample stands for; 0 where nothing was sampled.
    package let period: UInt64
    package let functions: [ProfileFunction]
    /// The root first, parents before their children.
    package let nodes: [Node]

    package init(period: UInt64 = 0, functions: [ProfileFunction] = [], nodes: [Node] = []) {
        self.period = period
        self.functions = functions
        self.nodes = nodes
    }

    package var samples: UInt64 { nodes.first?.total ?? 0 }
}
