/// CPU time that a request was seen to use in one place: so many times its sampling period.
package struct SampleRecord: Sendable, Hashable {
    /// A node of its build's tree of sampled stacks.
    package var node: UInt32
    /// The innermost span that the task was in; the request's own id outside all others.
    package var span: UInt64
    package var count: UInt64

    package init(node: UInt32, span: UInt64, count: UInt64) {
        self.node = node
        self.span = span
        self.count = count
    }
}
