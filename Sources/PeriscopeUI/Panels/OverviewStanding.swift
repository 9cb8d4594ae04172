import PeriscopeHistory
import PeriscopeInsight
import Screen

/// Where a request stands among those of its route, by time.
struct OverviewStanding {
    let input: PanelInput

    /// Of fewer nothing is told.
    private static let least = 3

    func add(to page: inout OverviewPage) {
        guard let spread = input.standing, spread.count >= Self.least, input.request.isTimed,
            let duration = input.request.duration
        else { return }
        let format = input.format
        let shorter = spread.shorter(than: duration)
        let share = Double(shorter) / Double(max(1, spread.count - 1))
        let place = shorter == 0 ? "the quickest of " : shorter == spread.count - 1 ? "the slowest of " : ""
        let count = format.count(spread.count, "request", "requests")
        let note =
            place.isEmpty ? "slower than " + format.percent(min(1, share)) + " of " + count : place + count
        page.heading("AMONG ITS ROUTE", note)
        page.add(LatencyGraph(spread: spread, format: format, width: input.width, mark: duration).lines(indent: 3))
    }
}
