import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

struct BuildTests {
    /// `/authors` slow in one build, and mended in the next.
    private func mended(_ columns: Int = 120, _ rows: Int = 40, glyphs: Glyphs = .unicode) -> UIDriver {
        UIDriver.rebuilt(columns, rows, glyphs: glyphs)
    }

    @Test("A new build says by itself what changed, no key pressed")
    func line() {
        var ui = mended()
        ui.expect("build 2: /authors 51→2 queries, 48→3 ms")
        ui.pass(milliseconds: 31_000)
        ui.expectNot("build 2: /authors")
    }

    @Test(
        "The column says it too, with what fits", arguments: [(80, "51→2 q"), (100, "51→2 q"), (120, "51→2 q −45 ms")])
    func column(columns: Int, expected: String) {
        let ui = mended(columns, 24)
        ui.expect("Δ BUILD")
        #expect(ui.rows[2].contains(expected), "\(ui.rows[2])")
        #expect(!ui.rows[3].contains(expected), "\(ui.rows[3])")
    }

    @Test("In ASCII the same is said in ASCII")
    func ascii() {
        let ui = mended(120, 24, glyphs: .ascii)
        ui.expect("51->2 q -45 ms", "d BUILD")
    }

    @Test("Without a build to compare with there is no column for it")
    func oneBuild() {
        UIDriver.bookshop(80, 24).expectNot("Δ BUILD")
        UIDriver.bookshop(120, 24).expectNot("Δ BUILD")
    }

    @Test("A restart of the same build is no news")
    func sameBuild() {
        var ui = UIDriver(120, 24)
        ui.connect(build: "b1")
        ui.say { $0.authors(at: 1_000_000) }
        ui.restart(build: "b1")
        ui.say { $0.mendedAuthors(at: 5_000_000) }
        ui.expectNot("51→2", "build 2")
    }

    @Test("A debug build is not held against a release build")
    func configurations() {
        var ui = UIDriver(120, 24)
        ui.connect(build: "b1")
        ui.say { $0.authors(at: 1_000_000) }
        ui.restart(build: "b2", configuration: .release)
        ui.say { $0.mendedAuthors(at: 5_000_000) }
        ui.expectNot("51→2")
    }

    @Test("What changed for the worse is loud, for the better quiet")
    func roles() throws {
        let better = mended()
        let point = try #require(better.point(of: "51→2 q"))
        #expect(better.grid[point.x, point.y].role == .better)
        var ui = UIDriver(120, 24)
        ui.connect(build: "b1")
        ui.say { server in for index in 0..<3 { server.mendedAuthors(at: 1_000_000 + UInt64(index) * 10_000) } }
        ui.restart(build: "b2")
        ui.say { $0.authors(at: 5_000_000) }
        let worse = try #require(ui.point(of: "2→51 q"))
        #expect(ui.grid[worse.x, worse.y].role == .worse)
    }

    @Test("The overview holds a request against the build before, with the shapes that came and went")
    func overview() {
        var ui = mended()
        ui.type("1")
        ui.expect(
            "AGAINST BUILD 1", "(median of 4)", "times of a debug build", "queries 51 → 2", "48.2 → 3.0 ms",
            "1 new, 1 gone", "author_id IN (", "gone")
        ui.expectSelected("author_id IN (")
        ui.type("<enter>")
        ui.expect("query 2 of 2")
    }

    @Test("What is told is how it stands: a first slow request that others did not confirm is told no more")
    func settles() {
        var ui = UIDriver(160, 24)
        ui.connect(build: "b1")
        ui.say { server in
            for index in 0..<5 { server.quick("GET", "/cold", at: 1_000_000 + UInt64(index) * 10_000, took: 3_000) }
        }
        ui.restart(build: "b2")
        ui.say { $0.quick("GET", "/cold", at: 5_000_000, took: 30_000) }
        ui.expect("build 2: /cold 3→30 ms")
        ui.say { server in
            for index in 0..<4 { server.quick("GET", "/cold", at: 6_000_000 + UInt64(index) * 10_000, took: 3_000) }
        }
        ui.expectNot("build 2: /cold")
    }

    @Test("Of several routes that changed, the greatest change is told, and how many others there are")
    func several() {
        var ui = UIDriver(160, 24)
        ui.connect(build: "b1")
        ui.say { server in
            server.authors(at: 1_000_000)
            server.quick("POST", "/login", at: 2_000_000, took: 12_000)
        }
        ui.restart(build: "b2")
        ui.say { server in
            server.quick("POST", "/login", at: 5_000_000, took: 60_000)
            server.mendedAuthors(at: 6_000_000)
        }
        ui.expect("build 2: /authors 51→2 queries, 48→3 ms, and 1 other route")
        ui.restart(build: "b3", pid: 4444)
        ui.say { $0.quick("POST", "/login", at: 7_000_000, took: 12_000) }
        ui.expect("build 3: POST /login 60→12 ms")
    }

    @Test("Routes say what changed since the build before, and since when there is an N+1")
    func routes() {
        var ui = mended()
        ui.type("0")
        ui.expect("Δ BUILD", "51→2 q")
        ui = UIDriver(120, 24)
        ui.connect(build: "b1")
        ui.say { $0.mendedAuthors(at: 1_000_000) }
        ui.restart(build: "b2")
        ui.say { $0.authors(at: 5_000_000) }
        ui.type("0")
        ui.expect("N+1", "2→51 q")
        ui.resize(160, 24)
        ui.expect("1 since build 2")
    }

    @Test("Counts of queries that no server can have counted are compared without a trap", arguments: [1, 63, 64])
    func absurdCounts(bits: UInt64) {
        let count = bits == 64 ? UInt64.max : 1 << bits
        for isFirst in [true, false] {
            var ui = UIDriver(200, 24)
            ui.connect(build: "b1")
            ui.say { $0.counting(isFirst ? count : 0, at: 1_000_000) }
            ui.restart(build: "b2")
            ui.say { $0.counting(isFirst ? 0 : count, at: 5_000_000) }
            ui.expect("Δ BUILD", "build 2: /many")
            for keys in ["1", "0"] {
                ui.type(keys)
                for columns in [80, 120, 200] {
                    ui.resize(columns, 24)
                    ui.expect("/many")
                }
            }
        }
    }
}
