import PeriscopeUI
import Testing

/// What is read out of a compiler's and a server's output.
struct BuildReportTests {
    private func report(_ text: String, isServing: Bool = false, folder: String = "/shop") -> BuildReport {
        var report = BuildReport()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            report.take(String(line), isServing: isServing, folder: folder)
        }
        return report
    }

    static let places: [(line: String, path: String, at: Int, column: Int, message: String)] = [
        ("/a/App.swift:6:22: error: no 'x' in scope", "/a/App.swift", 6, 22, "no 'x' in scope"),
        ("main.c:3: error: expected ';'", "main.c", 3, 0, "expected ';'"),
        ("my folder/main.c:3:1: fatal error: 'a.h' file not found", "my folder/main.c", 3, 1, "'a.h' file not found"),
        ("./main.go:12:5: undefined: foo", "./main.go", 12, 5, "undefined: foo"),
        ("src/a.ts(12,5): error TS2322: bad", "src/a.ts", 12, 5, "TS2322: bad"),
        ("src/a.ts:12:5 - error TS2322: bad", "src/a.ts", 12, 5, "TS2322: bad"),
        ("error: no such module 'X'", "", 0, 0, "no such module 'X'"),
        ("ld.lld: error: undefined symbol: foo", "", 0, 0, "ld.lld: undefined symbol: foo"),
        (
            "main.swift:(.text+0x4): undefined reference to `foo'", "", 0, 0,
            "main.swift:(.text+0x4): undefined reference to `foo'"
        ),
    ]

    @Test("An error and its place are read from what compilers print", arguments: places)
    func forms(line: String, path: String, at: Int, column: Int, message: String) {
        let report = report(line)
        #expect(report.errorCount == 1)
        #expect(report.diagnostics == [.init(.error, path: path, line: at, column: column, message: message)])
    }

    @Test(
        "Lines that are no diagnostics are none",
        arguments: [
            "", ":", "::::", "error:", "an error: of mine", "12:30:01 INFO shop: error: none of these was found",
            "a note: nothing", "[12] error",
            "[1/0] Compiling", "https://localhost:8080: listening",
        ])
    func others(line: String) {
        #expect(report(line).diagnostics.isEmpty)
    }

    @Test("The source and its marks belong to the error above them")
    func snippets() {
        let text = """
            /a/App.swift:6:22: error: cannot convert
             5 |     static func main() {
             6 |         let x: Int = "a"
               |                      `- error: cannot convert
            /a/App.swift:9:1: warning: unused
            let y = 1
                ^~~
            main.c:1:2: error: old
            main.c:7:2: note: declared here
            int x;
              ^
            not of it
            """
        let report = report(text)
        #expect(report.errorCount == 2 && report.warningCount == 1)
        #expect(report.diagnostics[0].snippet.count == 3)
        #expect(report.diagnostics[1].snippet == ["let y = 1", "    ^~~"])
        #expect(report.diagnostics[2].snippet == ["main.c:7:2: note: declared here", "int x;", "  ^"])
    }

    @Test("rustc's place comes in a line of its own")
    func rust() {
        let report = report(
            "error[E0308]: mismatched types\n --> src/main.rs:4:5\n  |\n4 |     foo\n  |     ^^^ expected")
        #expect(report.diagnostics.count == 1)
        #expect(report.diagnostics[0].path == "src/main.rs" && report.diagnostics[0].line == 4)
        #expect(report.diagnostics[0].message == "mismatched types")
        #expect(report.diagnostics[0].snippet.count == 3)
    }

    @Test("What a macro made is at the macro's use")
    func macros() {
        let text = """
            macro expansion @Test:30:32: error: must be a constant
            `- /a/Tests.swift:45:6: note: expanded code originates here
            34 |     @Test("While it is built")
               |     `- note: in expansion of macro 'Test' here
            """
        #expect(report(text).diagnostics.map(\.path) == ["/a/Tests.swift"])
        #expect(report(text).diagnostics.first?.line == 45)
    }

    @Test("What is said twice is shown once; that something failed, only where nothing says what")
    func repeats() {
        let summary = "error: emit-module command failed with exit code 1 (use -v to see invocation)"
        let twice = report(
            "\(summary)\na.swift:1:1: error: x\na.swift:1:1: error: x\n\(summary)\nerror: fatal" + "Error")
        #expect(twice.errorCount == 1)
        #expect(twice.diagnostics.map(\.message) == ["x"])
        let alone = report("error: link command failed with exit code 1 (use -v to see invocation)")
        #expect(alone.diagnostics.count == 1 && alone.errorCount == 0)
    }

    @Test("Progress and the end of a build are seen")
    func progress() {
        var report = report("Building for debugging...\n[3/34] Compiling App main.swift")
        #expect(report.progress?.done == 3 && report.progress?.total == 34)
        #expect(report.progress?.what == "Compiling App main.swift")
        report.takeUnfinished("[4/34] Linking")
        #expect(report.progress?.done == 4)
        report.take("Build of product 'App' complete! (2.1s)", isServing: false, folder: "")
        #expect(report.isFinished)
    }

    @Test("A server's own log lines are no errors of its build")
    func serving() {
        #expect(report("a.swift:1:1: error: x", isServing: true).diagnostics.isEmpty)
    }

    @Test("A crash has the message, and the place in the app's own code")
    func crash() throws {
        let own = report("App/App.swift:7: Fatal error: boom")
        #expect(own.crash?.message == "Fatal error: boom")
        #expect(own.crash?.path == "App/App.swift" && own.crash?.line == 7)
        let deep = report(
            """
            Swift/Array.swift:692: Fatal error: Index out of range
            0 0x0 _assertionFailure(_:) + 6 in libswiftCore.so at /swift/Array.swift:3:1
            1 [ra] 0x0 Router.run() + 3 in App at /shop/.build/checkouts/router/Router.swift:5:2
            2 [ra] [system] 0x0 main + 3 in App at /shop/Sources/App/Main.swift:1:1
            3 [ra] 0x0 App.work(_:) + 32 in App at /shop/Sources/App/App.swift:4:13
            4 [ra] 0x0 App.more(_:) + 32 in App at /shop/Sources/App/App.swift:9:13
            """, isServing: true)
        #expect(deep.crash?.message == "Fatal error: Index out of range")
        #expect(deep.crash?.path == "/shop/Sources/App/App.swift" && deep.crash?.line == 4)
        #expect(deep.crash?.stack.count == 5)
        let other = report(
            "*** Program crashed: Bad pointer dereference at 0x0 ***\n1 0x0 App.f() + 2 in App at /shop/Sources/a.swift:4:1"
        )
        #expect(other.crash?.path == "/shop/Sources/a.swift" && other.crash?.line == 4)
        let rust = report("thread 'main' panicked at src/main.rs:4:5:\nindex out of bounds")
        #expect(rust.crash?.message == "panicked: index out of bounds" && rust.crash?.line == 4)
    }

    @Test("Whatever comes, it is bounded")
    func bounded() {
        var random = SystemRandomNumberGenerator()
        var report = BuildReport()
        for number in 0..<2_000 {
            report.take("a.swift:\(number + 1):1: error: \(number)", isServing: false, folder: "/shop")
            report.take(" 1 | " + String(repeating: "x", count: 5_000), isServing: false, folder: "/shop")
        }
        #expect(report.errorCount == 2_000 && report.diagnostics.count == 500)
        let pieces = [
            ":", "error: ", "warning: ", " --> ", "|", "`- ", "1", "999999999", "(", ")", ",", "[", "/", "]", " at ",
            " in ", "é", "\u{1B}[0m", "Fatal error", "\u{202E}",
        ]
        for _ in 0..<20_000 {
            let line = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            report.take(line.joined(), isServing: Bool.random(using: &random), folder: "/shop")
        }
        #expect(report.diagnostics.allSatisfy { $0.snippet.count <= 16 && $0.message.utf8.count <= 2_100 })
        #expect((report.crash?.stack.count ?? 0) <= 200)
    }
}
