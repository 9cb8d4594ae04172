import Screen
import Testing

/// Where the timeline puts the time that nothing covers.
struct TimelineGapTests {
    @Test("A gap stands behind the work that it follows, whichever span is around both")
    func order() {
        var ui = UIDriver.lateHandler()
        ui.type("2")
        let wanted = [
            "handler", "SELECT month", "SELECT basket", "SELECT since", "own code", "SELECT titles", "own code",
            "render sales", "own code",
        ]
        let shown = ui.rows.compactMap { row in wanted.first { row.contains($0) && !row.contains("→") } }
        #expect(shown == wanted, "\(ui.screen)")
    }
}
