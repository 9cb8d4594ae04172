/// What a template's render made.
///
/// A class for the reason that `QueryRecord` is one.
package final class RenderRecord: Sendable {
    package let outputBytes: UInt64
    package let context: [ContextRecord]
    package let arePartialsTimed: Bool
    package let source: String
    /// The template's text, where the probe had it.
    package let text: String

    package init(
        outputBytes: UInt64, context: [ContextRecord] = [], arePartialsTimed: Bool = false, source: String = "",
        text: String = ""
    ) {
        self.outputBytes = outputBytes
        self.context = context
        self.arePartialsTimed = arePartialsTimed
        self.source = source
        self.text = text
    }

    /// What it takes, in bytes, its pooled text aside; an estimate.
    var cost: Int {
        80 + source.heapBytes + context.cost
    }
}
