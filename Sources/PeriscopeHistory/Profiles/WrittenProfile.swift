package import PeriscopeInsight

/// Where a request's samples stood, as a line of `tail --json` says it.
package struct WrittenProfile: Sendable {
    package var frames: [ProfileFrame] = []
    /// Places in `frames`, innermost first; the record's samples have the stack's place here for their node.
    package var stacks: [[Int]] = []

    package init() {}
}
