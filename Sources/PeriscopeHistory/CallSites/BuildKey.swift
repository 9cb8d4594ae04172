/// One binary: what call stacks are named by.
package struct BuildKey: Sendable, Hashable {
    /// The build id that the server said.
    package let id: String

    package init(_ id: String) {
        self.id = id
    }
}
