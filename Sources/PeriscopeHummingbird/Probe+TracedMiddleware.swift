public import Hummingbird
public import Periscope

extension Probe {
    /// Gives a middleware a span of its own, named by its type.
    ///
    /// ```swift
    /// router.add(middleware: probe.traced(SessionMiddleware(storage: storage)))
    /// ```
    ///
    /// The span covers what the middleware does before and after the rest of the chain, and the rest is inside it. The
    /// innermost part of a request that can be seen has the `handler` span. Outside of a ``PeriscopeMiddleware``, and
    /// while the probe is off, nothing is recorded.
    public func traced<Wrapped: RouterMiddleware>(_ middleware: Wrapped) -> TracedMiddleware<Wrapped> {
        TracedMiddleware(middleware, probe: self)
    }
}
