import PeriscopeSymbols
import Testing

@Suite("A function has the name that its source gives it")
struct SymbolNameTests {
    @Test("Names of a real server and its libraries are as their sources have them", arguments: SymbolNameTable.rows)
    func table(mangled: String, simple: String) {
        #expect(SymbolName.simple(mangled) == simple)
    }

    @Test("The table is large enough to mean something")
    func size() {
        #expect(SymbolNameTable.rows.count >= 70)
        #expect(Set(SymbolNameTable.rows.map(\.mangled)).count == SymbolNameTable.rows.count)
    }

    @Test(
        "What is not Swift's stays as it is, but for the parts of the program's own asynchronous main function",
        arguments: [
            ("main", "main"), ("sqlite3VdbeExec", "sqlite3VdbeExec"), ("a(b", "a"),
            ("async_MainTQ0_", "async_Main"), ("async_MainTY1_", "async_Main"), ("async_Main", nil), ("TQ0_", ""),
            ("_start", nil), ("_", nil), ("", nil), ("$s", nil), ("$sgarbage", nil), ("_TtC3app1A", nil), ("0_", nil),
        ] as [(String, String?)])
    func others(name: String, simple: String?) {
        #expect(SymbolName.simple(name) == simple ?? name)
    }

    @Test(
        "What is C++'s is called as it is, without its types",
        arguments: [
            ("std::vector<int>::at(unsigned long)", "std::vector::at"),
            ("_swift_joinPaths(char const*, ...)", "_swift_joinPaths"),
            ("(anonymous namespace)::TaskGroup::offer(swift::AsyncTask*)", "TaskGroup::offer"),
            ("std::pair<A, B<C>> swift::Map<A, (unsigned short)16>::find<B>(B const&) const", "swift::Map::find"),
            ("char* hash::combine<unsigned long>(unsigned long&, char*)", "hash::combine"),
            ("f<void (int)>::g<void h<i>(j*)::$_0>(long, int)", "f::g"),
            ("a::operator<(a const&, a const&)", nil), ("a>b(c)", nil), ("<a>", nil), ("a<b(c)", nil),
        ] as [(String, String?)])
    func cPlusPlus(name: String, simple: String?) {
        #expect(SymbolName.simple(name) == simple ?? name)
    }

    @Test(
        "What the demangler may say of functions that the table has none of",
        arguments: [
            ("back deployment thunk for Shop.Store.load(id: Swift.Int) -> ()", "Store.load(id:)"),
            ("vtable thunk for A.B.c(d: A.E) -> () dispatching to A.F.c(d: A.G) -> ()", "B.c(d:)"),
            ("static A.B.<< infix(A.B, A.B) -> A.B", "B.<<(_:_:)"),
            ("static A.B.>> infix(A.B, A.B) -> A.B", "B.>>(_:_:)"),
            ("static A.B.-> infix(A.B, A.B) -> A.B", "B.->(_:_:)"),
            ("closure #1 () -> () in static A.B.> infix(A.B, A.B) -> A.B", "B.>(_:_:)"),
            ("A.B.c(d: (Swift.Int, e: Swift.Int), _: [Swift.String : A.F]) -> (g: A, h: A)", "B.c(d:_:)"),
            ("A.B.c<each D>(repeat each D) async throws(A.E) -> ()", "B.c(_:)"),
            ("A.B.c.didset : Swift.Int", "B.c"), ("A.init.getter : Swift.Int", "init"), ("A", "A"),
            (
                "reabstraction thunk helper from @callee_guaranteed () -> () to @escaping () -> ()",
                "reabstraction thunk"
            ),
            ("inner #12 <A>(x: A) -> () in closure #1 () -> () in A.B.outer() -> ()", "inner(x:) in B.outer()"),
            (
                "closure #1 () -> () in inner #1 () -> () in middle #2 () -> () in A.B.outer() -> ()",
                "inner() in middle() in B.outer()"
            ),
        ])
    func demangled(text: String, simple: String) {
        #expect(DemangledName(text).simple == simple)
    }

    @Test("A long name is cut")
    func long() {
        let name = SymbolName.simple(String(repeating: "f", count: 100_000))
        #expect(name.count == 256)
        #expect(name.hasSuffix("…"))
        #expect(SymbolName.simple("$s" + String(repeating: "(", count: 100_000)).count == 256)
    }

    @Test("Any text is a name, and none takes long: brackets without end, layers without end")
    func hostile() {
        for piece in [
            "(", ")", "<", ">", "<(", "closure #1 in ", "(1) await resume partial function for ", "a.", "a #1 in ",
            "protocol witness for a in conformance ", "protocol witness for ", "(in _A).init", "(a in _B).", ", ", ": ",
            "`", "@a ", " in ", "static ", "(extension in a):", " infix", "generic specialization <", "a(", "a : ",
        ] {
            for count in [1, 2, 33, 2000] {
                _ = DemangledName(String(repeating: piece, count: count)).simple
                _ = DemangledName("A.b" + String(repeating: piece, count: count) + ") -> () in A.c()").simple
            }
        }
    }

    @Test("Real names with bytes changed at random never trap")
    func corrupted() {
        var random = SystemRandomNumberGenerator()
        for (mangled, _) in SymbolNameTable.rows {
            for _ in 0..<40 {
                var bytes = Array(mangled.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    bytes[Int.random(in: 2..<bytes.count, using: &random)] = .random(in: 33...126, using: &random)
                }
                let name = String(decoding: bytes, as: UTF8.self)
                #expect(SymbolName.simple(name).count <= 256, "\(name)")
            }
        }
    }
}
