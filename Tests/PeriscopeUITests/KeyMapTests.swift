import PeriscopeUI
import Screen
import Testing

@Suite("Key maps")
struct KeyMapTests {
    @Test("Every key of the table is read back from its text")
    func roundTrip() throws {
        for binding in KeyTable.bindings {
            for key in binding.keys { #expect(try KeySyntax.key(KeySyntax.text(key)) == key) }
        }
    }

    @Test(
        "Keys are read as people write them",
        arguments: [
            ("^d", Key.control("d")), ("C-d", .control("d")), ("ctrl-D", .control("d")), ("F5", .function(5)),
            ("f12", .function(12)), ("space", .character(" ")), (" ", .character(" ")), ("PgUp", .pageUp),
            ("S-left", .shiftLeft), ("shift-left", .shiftLeft), ("^Right", .controlRight), ("C-Right", .controlRight),
            ("S-Tab", .backTab), ("Return", .enter), ("?", .character("?")), ("^", .character("^")),
            ("é", .character("é")), ("F", .character("F")),
        ])
    func reads(text: String, key: Key) throws {
        #expect(try KeySyntax.key(text) == key)
    }

    @Test(
        "What no terminal sends is refused with a sentence", arguments: ["^i", "^m", "hyper-x", "F99", "jj", "^1", ""])
    func refuses(text: String) {
        #expect(throws: KeySyntax.Problem.self) { try KeySyntax.key(text) }
    }

    @Test("Every command is found by its name in settings, and in code")
    func names() {
        for command in Command.allCases {
            #expect(Command(name: command.name) == command)
            #expect(Command(name: command.rawValue) == command)
        }
        #expect(Command.nextRequest.name == "next_request")
    }

    @Test("A wish goes before the table, and what loses its last key is told")
    func wish() {
        let (map, clashes) = KeyMap.with([KeyWish(.pause, [.character("p")], file: "config.yaml", line: 2)])
        #expect(map.command(for: .character("p"), in: .list) == .pause)
        #expect(map.command(for: .character(" "), in: .list) == nil)
        #expect(clashes.map(\.message).first?.contains("plan has no key left") == true)
        let (quiet, none) = KeyMap.with([KeyWish(.pause, [.character("p")]), KeyWish(.plan, [])])
        #expect(quiet.keys(of: .plan) == [])
        #expect(none.isEmpty)
    }

    @Test("Of two wishes for one key the first of a file has it, and the later file's before that")
    func clash() {
        let wishes = [
            KeyWish(.sql, [.function(3)], file: "a", line: 2), KeyWish(.help, [.function(3), .function(1)], file: "a"),
        ]
        let (map, clashes) = KeyMap.with(wishes)
        #expect(map.command(for: .function(3), in: .list) == .sql)
        #expect(map.keys(of: .help) == [.function(1)])
        #expect(clashes.map(\.message) == ["“F3” can't be help: it is sql in line 2 of a."])
        let later = KeyMap.with(wishes + [KeyWish(.logs, [.function(3)], file: "b", line: 1)]).map
        #expect(later.command(for: .function(3), in: .list) == .logs)
        #expect(later.keys(of: .sql) == [.character("3")])
    }

    @Test("One key may mean two things where their panes do not meet")
    func apart() {
        let (map, clashes) = KeyMap.with([
            KeyWish(.nextRequest, [.function(5)]), KeyWish(.nextItem, [.function(5)]),
        ])
        #expect(clashes.isEmpty)
        #expect(map.command(for: .function(5), in: .list) == .nextRequest)
        #expect(map.command(for: .function(5), in: .opened) == .nextItem)
    }

    @Test("A map that loses quit still has ^c")
    func quit() {
        #expect(KeyMap.with([KeyWish(.quit, [])]).map.command(for: .control("c"), in: .list) == .quit)
        let (map, clashes) = KeyMap.with([KeyWish(.quit, []), KeyWish(.repaint, [.control("c")])])
        #expect(map.command(for: .control("c"), in: .apps) == .quit)
        #expect(clashes.map(\.message) == ["“^c” stays quit, which has no other key."])
    }

    @Test("Footer, help and palette show the keys in force, and dispatch goes by them")
    func shown() {
        var ui = UIDriver.bookshop(100, 40)
        ui.environment.keys =
            KeyMap.with([
                KeyWish(.filter, [.function(7)]), KeyWish(.help, [.function(8)]), KeyWish(.sql, [.control("y")]),
            ])
            .map
        ui.expect("F7 filter", "F8 help")
        ui.type("?")
        ui.expectNot("Help:")
        ui.act(.input(.key(.function(8))))
        ui.type("/filter<enter>")
        ui.expect("Help", "F7")
        ui.type("<esc><esc>j:sql of")
        ui.expect("^y")
        ui.type("<esc>")
        ui.act(.input(.key(.control("y"))))
        ui.expect("51 queries")
    }
}
