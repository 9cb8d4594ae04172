import PeriscopeSymbols
import Testing

@Suite("Paths of sources")
struct SourcePathTests {
    @Test(
        "Detours are taken out, and what is no file has no path",
        arguments: [
            ("/srv/Sources/App/A.swift", "/srv/Sources/App/A.swift"), ("/srv/./A.swift", "/srv/A.swift"),
            ("/srv/x/../A.swift", "/srv/A.swift"), ("/srv//A.swift", "/srv/A.swift"), ("./A.swift", "A.swift"),
            ("../lib/A.swift", "../lib/A.swift"), ("/../A.swift", "/../A.swift"), ("a/../../A.swift", "../A.swift"),
            ("/srv/.build/checkouts/GRDB.swift/A.swift", "/srv/.build/checkouts/GRDB.swift/A.swift"),
            ("", ""), ("??", ""), ("/<compiler-generated>", ""), ("<stdin>", ""), ("/", "/"),
            (String(repeating: "/a", count: 4000), ""),
        ])
    func normalized(path: String, wanted: String) {
        #expect(SourcePath.normalized(path) == wanted)
    }
}
