import PeriscopeUI
import PeriscopeWire
import Testing

struct SharesTests {
    @Test(
        "Shares of one whole add up to 100, the largest remainders rounded up",
        arguments: [
            ([1, 1, 1], [34, 33, 33]), ([455, 455, 90], [46, 45, 9]), ([996, 4], [100, 0]), ([5, 0, 5], [50, 0, 50]),
            ([1], [100]), ([], []), ([0, 0], [0, 0]), ([.infinity, 1], [0, 100]), ([-1, 3], [0, 100]),
        ] as [([Double], [Int])])
    func percents(parts: [Double], expected: [Int]) {
        #expect(Shares.percents(parts) == expected)
    }

    @Test("Whatever the parts are, the sum is 100")
    func sums() {
        for seed in UInt64(1)...200 {
            let parts = (0..<Int(seed % 17) + 1).map { UInt64($0 + 1) &* seed &* 2_654_435_761 % 10_007 }
            let percents = Shares.percents(parts)
            #expect(percents.reduce(0, +) == (parts.allSatisfy { $0 == 0 } ? 0 : 100), "\(parts)")
        }
    }

    @Test("SQL is the same time in every part of a screen: what the library ran for itself stands apart")
    func housekeeping() {
        var ui = UIDriver(120, 60)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "POST", "/orders", at: 1_000, route: "/orders")
            delta.spans = [
                server.query("SELECT 1", in: id, from: 2_000, to: 9_000),
                server.query("COMMIT", in: id, from: 9_000, to: 12_000, housekeeping: true),
            ]
            delta.end = server.end(at: 21_000, status: 200)
            server.send(delta)
        }
        ui.type("1")
        ui.expect("SQL 7.0 ms (35 %)", "housekeeping 3.0 ms (15 %)", "own code, or waiting 10.0 ms (50 %)")
        ui.expect("7.0 ms  and 1 of housekeeping")
        ui.type("3")
        ui.expect("1 query  ·  7.0 ms  ·  35 % of the request")
    }

    @Test("Queries that ran at once say that their times are added up")
    func overlapping() {
        var ui = UIDriver(120, 60)
        ui.connect()
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/fan", at: 1_000, route: "/fan")
            delta.spans = (0..<3).map { _ in server.query("SELECT 1", in: id, from: 2_000, to: 7_000) }
            delta.end = server.end(at: 11_000, status: 200)
            server.send(delta)
        }
        ui.type("1")
        ui.expect("SQL 5.0 ms (50 %)", "15.0 ms added up")
        ui.type("3")
        ui.expect("15.0 ms added up  ·  50 % of the request")
    }
}
