/// A route whose queries or time changed with a build.
package struct RouteChange: Sendable, Identifiable {
    package let route: RouteSummary.ID
    package let comparison: BuildComparison

    package var id: RouteSummary.ID { route }
}
