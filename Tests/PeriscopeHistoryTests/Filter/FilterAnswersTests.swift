import PeriscopeHistory
import PeriscopeWire
import Testing

@Suite("A filter asked on several threads")
struct FilterAnswersTests {
    /// More than threads are woken for; some open, some with a line that the others have not.
    private func history() -> History {
        var feed = Feed()
        var history = History.connected(&feed)
        for part in 0..<30 {
            let deltas = (0..<100).map { place -> WireRequestDelta in
                let number = UInt64(part * 100 + place + 1)
                var delta = feed.whole(number)
                delta.logs = [feed.log(number.isMultiple(of: 7) ? "timeout \(number)" : "fine", at: 1_000 + number)]
                if number.isMultiple(of: 50) { delta.clearEnd() }
                return delta
            }
            history.apply(deltas, from: &feed)
        }
        return history
    }

    @Test(
        "It finds what one that asks request by request finds, in the order of arrival",
        arguments: ["log:timeout", "-log:timeout", "log:timeout age>1s", "timeout or fine", "any:700", "log:nowhere"])
    func agrees(text: String) throws {
        let history = history()
        let filter = try RequestFilter(text)
        let found = history.requests(matching: filter, now: noon + 60_000_000_000).map(\.id)
        let expected = history.requests.filter { history.matches(filter, $0, now: noon + 60_000_000_000) }.map(\.id)
        #expect(found == expected)
        #expect(text != "log:timeout" || found.count == 428)
    }
}
