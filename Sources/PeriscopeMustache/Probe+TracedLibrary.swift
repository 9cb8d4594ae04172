public import Mustache
public import Periscope

extension Probe {
    /// A library that renders as the one given does, and records each render.
    ///
    /// ```swift
    /// let library = try await probe.traced(MustacheLibrary(directory: "templates"), partials: true)
    /// let page = library.render(book, withTemplate: "book")
    /// ```
    ///
    /// A render is recorded with its time, the size of its output, and the keys, types and short values of what it was
    /// given. While the probe is off it renders and nothing else.
    ///
    /// - Parameters:
    ///   - library: the templates; ones registered in it later are not seen, so register them before, or in the result.
    ///   - partials: whether partials and parents get times of their own. The output is the same, byte for byte. For
    ///     each partial the library looks through all the objects it was given for two names that are ours; in an
    ///     object with a `child(named:)` of its own, it asks that.
    public func traced(_ library: MustacheLibrary, partials: Bool = false) -> TracedMustacheLibrary {
        TracedMustacheLibrary(library, probe: self, partials: partials)
    }
}
