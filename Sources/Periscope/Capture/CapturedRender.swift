/// What a template's render made; unmasked, so it stays in the process.
package struct CapturedRender: Sendable {
    package var outputBytes: UInt64
    package var context: [CapturedContext]
    package var arePartialsTimed: Bool
    /// Where the template's text came from, if known.
    package var source: String
    /// The template's text, where it is known; one copy is shared by all of its renders.
    package var text: String

    package init(
        outputBytes: UInt64, context: [CapturedContext] = [], arePartialsTimed: Bool = false, source: String = "",
        text: String = ""
    ) {
        self.outputBytes = outputBytes
        self.context = context
        self.arePartialsTimed = arePartialsTimed
        self.source = source
        self.text = text
    }

    /// An estimate of what it holds.
    var heldBytes: Int { Self.size(of: context) + 64 + source.utf8.count }

    private static func size(of nodes: [CapturedContext]) -> Int {
        nodes.reduce(0) { sum, node in
            sum + 96 + node.key.utf8.count + node.type.utf8.count + (node.value?.utf8.count ?? 0)
                + size(of: node.children)
        }
    }
}
