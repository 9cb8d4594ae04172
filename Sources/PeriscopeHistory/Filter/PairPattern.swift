/// A named value that is looked for: a header, a route's parameter, an attribute.
package struct PairPattern: Sendable, Equatable {
    /// Nil where the name is not given: then the text may stand in either.
    package let name: TextPattern?
    /// Nil where only the name is asked for.
    package let value: TextPattern?
}
