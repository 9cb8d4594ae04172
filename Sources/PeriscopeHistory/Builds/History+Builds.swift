extension History {
    /// A finished request against its route in the build before; nil where there is no such build.
    package func comparison(of request: RequestRecord) -> BuildComparison? { nil }

    /// The medians of a route's newest build against those of the build before.
    package func comparison(of route: RouteSummary.ID) -> BuildComparison? { nil }

    /// The build in which a route's N+1 was first seen; nil where it has none.
    package func nPlusOneSince(_ route: RouteSummary.ID) -> Int? { nil }
}
