import PeriscopeHistory
import PeriscopeInsight
import PeriscopeWire
import Testing

@Suite("Sampled addresses are asked for, each once")
struct ProfileNameTests {
    private let key = BuildKey("b1")

    @Test("Those of the executable with those of call sites, the others by module")
    func asking() {
        var feed = Feed()
        var history = History.connected(&feed)
        var batch = feed.tree()
        batch.stacks = [feed.stack(77, [0x21, 0x51])]
        history.apply(batch, from: feed.app, at: noon)
        // 0x20 is a call site's too.
        #expect(history.takeUnnamed(limit: 2) == [key: [0x20, 0x50]])
        #expect(history.takeUnnamed(limit: 10) == [key: [0x30, 0x10]])
        #expect(history.takeUnnamed(limit: 10).isEmpty)
        let modules = history.takeUnnamedModules(limit: 10)
        #expect(modules.map(\.build) == [key] && modules.map(\.module) == ["/usr/lib/libsqlite3.so.0"])
        #expect(modules.first?.addresses == [0x40])
        #expect(history.takeUnnamedModules(limit: 10).isEmpty)
        // What was asked for as a sample's is not asked for again as a call site's.
        batch.stacks = [feed.stack(78, [0x31, 0x61])]
        history.apply(batch, from: feed.app, at: noon)
        #expect(history.takeUnnamed(limit: 10) == [key: [0x60]])
        history.nameTree()
        #expect(history.callSite(78, of: feed.id)?.function == "spin")
    }

    @Test("However many samples there are, call sites come first and have room")
    func starvation() throws {
        var feed = Feed()
        var history = History.connected(&feed)
        var batch = feed.batch([])
        let frames = (0..<UInt64(WireLimits.profileNodes)).map { (UInt32(0), Feed.frame(0x10_0000 + $0)) }
        batch.profileNodes = feed.nodes(frames)
        history.apply(batch, from: feed.app, at: noon)
        var asked = 0
        while case let taken = history.takeUnnamed(limit: 10_000), let addresses = taken[key] {
            asked += addresses.count
            history.name(Dictionary(uniqueKeysWithValues: addresses.map { ($0, []) }), of: key)
        }
        #expect(asked == 65_536)
        var site = feed.batch([])
        site.stacks = [feed.stack(5, [0x11])]
        history.apply(site, from: feed.app, at: noon)
        #expect(history.takeUnnamed(limit: 10) == [key: [0x10]])
        history.name([0x10: [.app("index")]], of: key)
        #expect(history.callSite(5, of: feed.id)?.function == "index")
    }

    @Test("Addresses of modules are bounded, and modules with long paths or none are not known")
    func modules() {
        var feed = Feed()
        var history = History.connected(&feed)
        var batch = feed.batch([])
        batch.modules =
            [feed.module(1, ""), feed.module(2, String(repeating: "/x", count: 4_000))]
            + (3..<3_000).map { feed.module($0, "/lib\($0).so") }
        let count = UInt64(WireLimits.profileNodes)
        batch.profileNodes = feed.nodes((0..<count).map { (0, Feed.frame($0, module: $0 % 100 + 1)) })
        history.apply(batch, from: feed.app, at: noon)
        let taken = history.takeUnnamedModules(limit: .max)
        #expect(taken.reduce(0) { $0 + $1.addresses.count } == 65_536)
        #expect(!taken.contains { $0.module.isEmpty || $0.module.utf8.count > 4_096 })
        history.name([1: [.app("x")]], of: key, module: "/unknown.so")
        history.name([1: [.app("x")]], of: BuildKey("nobody"), module: "/lib3.so")
    }

    @Test(
        "Whose code it is",
        arguments: [
            ("libswiftCore.so", .runtime), ("libc.so.6", .runtime), ("ld-linux-x86-64.so.2", .runtime),
            ("libdispatch.so", .runtime), ("libFoundation.so", .runtime), ("lib_FoundationICU.so", .runtime),
            ("libpthread.so.0", .runtime), ("libstdc++.so.6", .runtime), ("linux-vdso.so.1", .runtime),
            ("[vdso]", .runtime), ("libm.so.6", .runtime), ("libgcc_s.so.1", .runtime),
            ("libsqlite3.so.0", .library), ("libz.so.1", .library), ("libcrypto.so.3", .library),
            ("libmagic.so", .library),
        ] as [(String, ProfileFrame.Origin)])
    func origins(name: String, origin: ProfileFrame.Origin) {
        var feed = Feed()
        var history = History.connected(&feed)
        var batch = feed.batch([feed.whole(7), feed.samples(7, [(1, 7, 1)])])
        batch.modules = [feed.module(1, "/usr/lib/\(name)")]
        batch.profileNodes = feed.nodes([(0, Feed.frame(5, module: 1))])
        history.apply(batch, from: feed.app, at: noon)
        #expect(history.profile(of: history.order).functions.map(\.origin) == [origin])
        #expect(history.profile(of: history.order).functions.map(\.module) == [name])
    }

    @Test(
        "Whose code of the executable it is",
        arguments: [
            ("Array.append(_:)", "/home/build-user/swift/stdlib/public/core/Array.swift", .runtime),
            ("swift_retain", "", .runtime), ("main", "", .runtime), ("", "", .runtime),
            ("async_MainTQ0_", "/<compiler-generated>", .runtime), ("sqlite3_step", "", .library),
            ("Row.fetch", "/home/me/shop/.build/checkouts/GRDB.swift/GRDB/Row.swift", .library),
            ("Recorder.add", "/home/me/periscope/Sources/Periscope/Recorder/Recorder.swift", .library),
        ] as [(String, String, ProfileFrame.Origin)])
    func executable(function: String, path: String, origin: ProfileFrame.Origin) {
        var feed = Feed()
        var history = History.connected(&feed)
        let deltas = [feed.whole(7), feed.samples(7, [(1, 7, 1)])]
        history.apply(feed.tree(deltas), from: feed.app, at: noon)
        history.name([0x10: [SourceFrame(function: function, path: path, line: 1, isApp: false)]], of: key)
        #expect(history.profile(of: history.order).functions.map(\.origin) == [origin])
    }

    @Test("Packages of an app that was built below /usr are libraries, not the runtime")
    func workingDirectory() throws {
        let paths = [
            "/usr/src/app/.build/checkouts/GRDB.swift/GRDB/Row.swift",
            "/usr/src/app/Vendor/swift-foundation/Data.swift",
            "/usr/src/other/checkouts/hummingbird/Router.swift", "/usr/src/other/stdlib.swift",
            "/usr/src/apple/Array.swift",
        ]
        for (folder, origins) in [
            ("/usr/src/app", [.library, .library, .library, .runtime, .runtime]),
            ("/usr/src/app/", [.library, .library, .library, .runtime, .runtime]),
            ("/usr", [.library, .runtime, .library, .runtime, .runtime]),
            ("/", [.library, .runtime, .library, .runtime, .runtime]),
            ("", [.library, .runtime, .library, .runtime, .runtime]),
        ] as [(String, [ProfileFrame.Origin])] {
            var feed = Feed()
            var hello = feed.hello
            hello.workingDirectory = folder
            var history = History()
            history.connect(app: feed.app, hello: hello, strings: [], at: noon)
            history.apply(
                feed.tree([feed.whole(7), feed.samples(7, [(1, 7, 1)])]), from: feed.app, at: noon)
            for (path, origin) in zip(paths, origins) {
                var named = history
                named.name([0x10: [SourceFrame(function: "f", path: path, line: 1, isApp: false)]], of: key)
                #expect(named.profile(of: named.order).functions.map(\.origin) == [origin], "\(path) in \(folder)")
            }
        }
    }

    @Test("A library that was built anew is another one: it gets names of its own and shares no node")
    func replacedModule() {
        var feed = Feed()
        var history = History.connected(&feed)
        let path = "/srv/libplugin.so"
        func batch(_ number: UInt32, _ buildID: String, first: UInt32, _ deltas: [WireRequestDelta]) -> WireBatch {
            var batch = feed.batch(deltas)
            var module = feed.module(number, path)
            module.buildID = buildID
            batch.modules = [module]
            batch.profileNodes = feed.nodes(
                first: first,
                [(0, Feed.frame(0x40, module: UInt64(number))), (0, Feed.frame(0x50, module: UInt64(number)))])
            return batch
        }
        history.apply(
            batch(1, "old", first: 1, [feed.whole(7), feed.samples(7, [(1, 7, 1)])]), from: feed.app, at: noon)
        #expect(history.takeUnnamedModules(limit: 1).map(\.addresses) == [[0x50]])
        history.name([0x40: [.app("old")]], of: key, module: path)
        history.apply(
            batch(2, "new", first: 3, [feed.whole(8), feed.samples(8, [(3, 8, 1)])]), from: feed.app, at: noon)
        #expect(history.takeUnnamedModules(limit: 9).map { $0.addresses.sorted() } == [[0x40, 0x50]])
        history.name([0x40: [.app("new")]], of: key, module: path)
        func names(_ id: UInt64) -> [String] { history.profile(of: [feed.request(id)]).functions.map(\.name) }
        #expect(names(7) == ["old"] && names(8) == ["new"])
        #expect(history.profile(of: history.order).nodes.count == 3)
        // The old one again, of another process: it is known, and nothing is asked for.
        history.apply(batch(3, "old", first: 5, []), from: feed.app, at: noon)
        #expect(history.takeUnnamedModules(limit: 9).isEmpty)
    }
}
