/// How often a request was seen in one place.
package struct CountedSample: Sendable, Equatable {
    package var node: UInt32
    package var span: UInt64
    package var count: UInt32

    package init(node: UInt32, span: UInt64, count: UInt32) {
        self.node = node
        self.span = span
        self.count = count
    }
}
