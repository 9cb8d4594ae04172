/// What is searched for.
///
/// A search marks; a filter hides.
package struct SearchState: Sendable {
    package var text = ""
    package var isActive: Bool { !text.isEmpty }

    package init() {}
}
