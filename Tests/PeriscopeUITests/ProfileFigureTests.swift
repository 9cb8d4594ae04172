import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Testing

/// Figures of a profile say no more than its samples hold.
struct ProfileFigureTests {
    /// One request, microseconds long, with samples in one function.
    private static func sampled(_ took: UInt64, _ samples: UInt32, period: UInt64, _ keys: String) -> UIDriver {
        var ui = UIDriver(140, 40)
        ui.connect()
        ui.tellProfiler(isOn: true)
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/one", at: 1_000, route: "/one")
            server.sample(&delta, [([411], id, samples)])
            delta.samplePeriodNs = period
            delta.end = server.end(at: 1_000 + took, status: 200)
            server.send(delta)
        }
        ui.nameStacks()
        ui.type(keys)
        return ui
    }

    @Test("One sample in a request that is shorter than a period says nothing of its share", arguments: ["8", "1"])
    func noise(keys: String) {
        let ui = Self.sampled(1_000, 1, period: 4_000_000, keys)
        ui.expect("1 sample", "4.0 ms")
        ui.expectNot("400 %", "computing", "several threads", "of the time")
    }

    @Test("A little more than all of the time is all of it; several threads are named where they are certain")
    func threads() {
        let alone = Self.sampled(400_000, 104, period: 4_000_000, "8")
        alone.expect("100 % computing, 0 % waiting")
        alone.expectNot("several threads")
        Self.sampled(400_000, 200, period: 4_000_000, "8").expect("200 % computing, on several threads")
        Self.sampled(400_000, 200, period: 4_000_000, "1").expect("200 % of the time, on several threads")
    }

    @Test("Hostile periods neither trap nor wrap", arguments: [0, 1, 1 << 40, UInt64.max])
    func periods(period: UInt64) {
        for keys in ["1", "8", "8t", "8tt", "8<enter>"] {
            let ui = Self.sampled(1_000, .max, period: period, keys)
            #expect(!ui.screen.isEmpty)
            if period == 0 { ui.expectNot("% computing", "% of the time") }
        }
    }

    @Test("SAMPLES are those that OWN stands for; ordered by the function alone, its own")
    func samples() {
        var ui = UIDriver.profiled("8", 140, 40)
        ui.expect("SAMPLES", "SPANS")
        ui.expectSelected("428.0 ms")
        ui.expectSelected(" 107 ")
        ui.type("sjj<enter>")
        ui.expect("ITSELF")
        ui.expectSelected(" 65 ")
    }

    @Test("What was not found by sampling has no margin; at the ends the whole of it is said")
    func margins() {
        let ui = UIDriver.profiled("j8t", 140, 40)
        ui.expect(" everything  ·  100 %  ·  ")
        UIDriver.profiled("j8tj", 140, 40).expect("  ·  100 % ±30  ·  ")
    }

    @Test("An open span took its own time so far, and its request's goes on without news")
    func open() {
        var ui = UIDriver(140, 40)
        ui.time = 0
        ui.connect()
        ui.tellProfiler(isOn: true)
        ui.time = 2_000_000
        ui.say { server in
            let id = server.makeID()
            var delta = server.head(id, "GET", "/long", at: 1_000_000, route: "/long")
            let work = server.span(.internal, "work", in: id, from: 1_500_000, to: nil)
            delta.spans = [work]
            server.sample(&delta, [([411], work.id, 100)])
            server.send(delta)
        }
        ui.nameStacks()
        ui.type("8")
        ui.expect("400.0 ms CPU of 1.00 s")
        ui.pass(milliseconds: 3_000)
        ui.expect("400.0 ms CPU of 4.00 s")
        ui.type("2Gc")
        ui.expect("this span only", "400.0 ms CPU of 3.50 s")
    }
}
