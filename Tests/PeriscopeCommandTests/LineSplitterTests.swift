import PeriscopeCommand
import Testing

struct LineSplitterTests {
    private func lines(_ text: String, piece: Int = .max) -> (lines: [String], unfinished: String?) {
        var splitter = LineSplitter()
        var lines: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            splitter.feed(Array(rest.prefix(piece))) { lines.append($0) }
            rest = rest.dropFirst(piece)
        }
        return (lines, splitter.unfinished)
    }

    static let texts: [(text: String, lines: [String], unfinished: String?)] = [
        ("a\nb\n", ["a", "b"], nil), ("a\r\n\r\nb", ["a", ""], "b"), ("prompt: ", [], "prompt: "),
        ("\u{1B}[1;31merror: \u{1B}[0;0mx\n", ["error: x"], nil),
        // Progress that is written over.
        ("[1/3] a\r[2/3] b\r\n", ["[2/3] b"], nil), ("\u{1B}[2K\r[1/3] a\u{1B}[2K\r[2/3] b", [], "[2/3] b"),
        ("a long line\rshort\n", ["short"], nil), ("abc\u{1B}[1Gx\n", ["x"], nil),
        ("done\r\u{1B}[Knew\n", ["new"], nil),
        ("ab\u{8}c\n", ["ac"], nil), ("\u{1B}(Bplain\n", ["plain"], nil),
        // Titles, links, clipboards, device strings.
        ("\u{1B}]0;title\u{7}a\n", ["a"], nil), ("\u{1B}]52;c;aGk=\u{1B}\\a\n", ["a"], nil),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\\n", ["link"], nil), ("\u{1B}P1$r\u{1B}\\a\n", ["a"], nil),
        // What never ends hides no more than its line.
        ("a\u{1B}]52;c;AAAA\nb\n", ["a", "b"], nil), ("a\u{1B}[12;\nb\n", ["a", "b"], nil),
        ("a\u{1B}\nb\n", ["a", "b"], nil),
        ("größe\u{8}\n", ["größ"], nil), ("tab\there\n", ["tab\there"], nil),
    ]

    @Test("Lines come without what is said to the terminal, in whatever pieces", arguments: texts, [1, 2, 3, .max])
    func forms(_ text: (text: String, lines: [String], unfinished: String?), piece: Int) {
        let found = lines(text.text, piece: piece)
        #expect(found.lines == text.lines)
        #expect(found.unfinished == text.unfinished)
    }

    @Test("A line without an end is cut at the limit", arguments: [1_000, .max])
    func limit(piece: Int) {
        let limit = LineSplitter.lineLimitBytes
        let found = lines(String(repeating: "x", count: 2 * limit + 5), piece: piece)
        #expect(found.lines.map(\.utf8.count) == [limit, limit])
        #expect(found.unfinished?.utf8.count == 5)
    }

    @Test("What is written over does not count against the limit", arguments: [700, .max])
    func longProgress(piece: Int) {
        let found = lines(
            String(repeating: "x", count: 5_000) + "\r" + String(repeating: "y", count: 5_000), piece: piece)
        #expect(found.lines == [])
        #expect(found.unfinished == String(repeating: "y", count: 5_000))
    }

    @Test("Random bytes come out as lines, and nothing else happens")
    func random() {
        var random = SystemRandomNumberGenerator()
        var splitter = LineSplitter()
        var count = 0
        for _ in 0..<2_000 {
            let bytes = (0..<100).map { _ in UInt8.random(in: 0...255, using: &random) }
            splitter.feed(bytes) { line in
                count += 1
                #expect(!line.contains("\u{1B}") && !line.contains("\n"))
            }
        }
        #expect(count > 100)
    }
}
