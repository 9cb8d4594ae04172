/// Where CPU time went: sampled stacks as one tree of functions.
///
/// A value that is made once and only read. Times are counts of samples; one stands for `period` nanoseconds of CPU time.
package struct CPUProfile: Sendable {
    /// A function below the one that called it.
    ///
    /// Calls of one function from one place in the tree are one node, whichever lines they came from. What may differ
    /// from sample to sample (the line, and what is true or false below) is as in most of them.
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
        /// An await stands between its caller and it: the edge above it is not a call on a thread's stack.
        package var isAwaited: Bool
        /// Indices into `nodes`, the greatest total first.
        package var children: [Int]
    }

    /// Nanoseconds of CPU time that a sample stands for; 0 where nothing was sampled.
    package let period: UInt64
    /// Each once; a profile that was cut out of another one keeps its functions and their order.
    package let functions: [ProfileFunction]
    /// Never empty: the root, then each node before its children, and all that is below a node right behind it.
    package let nodes: [Node]

    /// Nothing was sampled.
    package init() {
        self.init(period: 0, functions: [], nodes: [Self.emptyRoot])
    }

    /// - Precondition: the nodes are in the order that `nodes` tells of.
    init(period: UInt64, functions: [ProfileFunction], nodes: [Node]) {
        self.period = period
        self.functions = functions
        self.nodes = nodes
    }

    private static let emptyRoot = Node(
        function: -1, parent: -1, total: 0, own: 0, line: 0, isAsync: false, isInlined: false, isAwaited: false,
        children: [])

    /// All of them, at most `sampleLimit`.
    package var samples: UInt64 { nodes[0].total }

    /// More are not counted, so that no sum of them can overflow: 139 years of CPU time at 4 ms.
    package static let sampleLimit: UInt64 = 1 << 40

    /// The CPU time that so many samples stand for, in nanoseconds; at most what a signed number of 64 bits holds.
    package func nanoseconds(of samples: UInt64) -> UInt64 {
        let (product, overflow) = samples.multipliedReportingOverflow(by: period)
        return overflow ? UInt64(Int64.max) : min(product, UInt64(Int64.max))
    }

    /// The node and all that is below it; one walk up, or to the next node that is not below it.
    package func subtree(of node: Int) -> Range<Int> {
        guard nodes.indices.contains(node) else { return 0..<0 }
        guard node > 0 else { return 0..<nodes.count }
        var last = node
        while let child = nodes[last].children.last { last = child }
        return node..<(last + 1)
    }

    /// What the node runs; nil for the root.
    package func function(of node: Int) -> ProfileFunction? {
        guard nodes.indices.contains(node), nodes[node].function >= 0 else { return nil }
        return functions[nodes[node].function]
    }
}
