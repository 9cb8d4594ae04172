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

    @Test("The column says it too, with what fits", arguments: [(80, "51→2 q"), (100, "51→2 q"), (120, "51→2 q −45 ms")])
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
}
