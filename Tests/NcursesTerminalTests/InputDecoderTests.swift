import NcursesTerminal
import Screen
import Testing

@Suite("Input decoder")
struct InputDecoderTests {
    private func tokens(_ text: String) -> [InputToken] {
        text.unicodeScalars.map { .scalar($0) }
    }

    private func decode(_ text: String) -> [InputEvent] {
        var decoder = InputDecoder()
        return decoder.decode(tokens(text), now: 0)
    }

    @Test(
        "Single characters are keys",
        arguments: [
            ("j", Key.character("j")), ("é", .character("é")), ("中", .character("中")), ("\r", .enter), ("\n", .enter),
            ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{3}", .control("c")),
            ("\u{1A}", .control("z")),
            ("\u{4}", .control("d")), ("\u{0}", .control(" ")), ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")),
            ("\u{1B}", .escape), (" ", .character(" ")),
        ])
    func single(text: String, key: Key) {
        #expect(decode(text) == [.key(key)])
    }

    @Test(
        "Sequences that the library did not know are keys too",
        arguments: [
            ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .controlRight), ("\u{1B}[1;2D", .shiftLeft),
            ("\u{1B}[1~", .home), ("\u{1B}[4~", .end), ("\u{1B}[7~", .home), ("\u{1B}[8~", .end),
            ("\u{1B}[3~", .delete),
            ("\u{1B}[2~", .insert), ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[Z", .backTab),
            ("\u{1B}OP", .function(1)), ("\u{1B}[R", .function(3)), ("\u{1B}[1;2R", .function(3)),
            ("\u{1B}[[C", .function(3)), ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)),
            ("\u{1B}Oc", .controlRight), ("\u{1B}[H", .home), ("\u{1B}OM", .enter),
        ])
    func sequences(text: String, key: Key) {
        #expect(decode(text) == [.key(key)])
    }

    @Test(
        "What a terminal says of itself is no key",
        arguments: [
            "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;4c", "\u{1B}[12;40R", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\",
            "\u{1B}]52;c;cQ==\u{7}", "\u{1B}P>|xterm(388)\u{1B}\\", "\u{1B}[?2026;2$y", "\u{1B}[97;5u", "\u{1B}[99~",
            "\u{1B}[<35;5;5M", "\u{1B}[<0;5;5m", "\u{1B}[<0;5M",
        ])
    func answers(text: String) {
        #expect(decode(text + "j") == [.key(.character("j"))] || decode(text + "j").last == .key(.character("j")))
        #expect(!decode(text).contains(.key(.character("q"))))
        #expect(decode(text).allSatisfy { if case .key(.character) = $0 { false } else { true } })
    }

    @Test("An escape and a key are two keys")
    func escapeThenKey() {
        #expect(decode("\u{1B}j") == [.key(.escape), .key(.character("j"))])
        #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
        #expect(decode("\u{1B}\r") == [.key(.escape), .key(.enter)])
    }

    @Test("An escape before a key that the library knew is a key")
    func escapeThenLibraryKey() {
        var decoder = InputDecoder()
        #expect(decoder.decode([.scalar("\u{1B}"), .key(.up)], now: 0) == [.key(.escape), .key(.up)])
    }

    @Test("An escape and a bracket are two keys too, once nothing more has come", arguments: ["[", "]", "P", "O", "_"])
    func escapeThenBracket(text: String) {
        var decoder = InputDecoder()
        #expect(decoder.decode(tokens("\u{1B}" + text), now: 1000) == [])
        #expect(decoder.deadline == 1050)
        #expect(decoder.decode([], now: 1049) == [])
        #expect(decoder.decode([], now: 1050) == [.key(.escape), .key(.character(Character(text)))])
        #expect(decoder.deadline == nil)
    }

    static let unknown = [
        "\u{1B}[I", "\u{1B}[?62;4c", "\u{1B}[97;5u", "\u{1B}]11;rgb:00/00/00\u{7}", "\u{1B}]lTitle\u{1B}\\",
        "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^pm\u{1B}\\", "\u{1B}Xsos\u{1B}\\", "\u{9B}12;3R",
        "\u{9D}11;rgb:00/00/00\u{9C}", "\u{90}1$r\u{9C}", "\u{85}",
        "\u{1B}[" + String(repeating: "1;", count: 300) + "q",
        "\u{1B}]52;c;" + String(repeating: "cXE", count: 20_000) + "\u{7}",
    ]

    @Test("What it does not know is swallowed, wherever it is split", arguments: unknown)
    func swallowed(text: String) {
        let all = tokens(text)
        let places = all.count > 1000 ? [2, 3, 700, all.count - 1] : Array(2..<max(3, all.count))
        for place in places where place < all.count || all.count == 1 {
            var decoder = InputDecoder()
            var events = decoder.decode(Array(all.prefix(place)), now: 0)
            events += decoder.decode(Array(all.dropFirst(place)) + tokens("j"), now: 40)
            events.removeAll { if case .background = $0 { true } else { false } }
            #expect(events == [.key(.character("j"))], "split at \(place)")
        }
    }

    @Test("A text that never ends gives keys back after half a second of silence")
    func endlessText() {
        var decoder = InputDecoder()
        #expect(decoder.decode(tokens("\u{1B}]0;never ends"), now: 0) == [])
        #expect(decoder.decode(tokens("qqq"), now: 400) == [])
        #expect(decoder.deadline == 900)
        #expect(decoder.decode(tokens("j"), now: 900) == [.key(.character("j"))])
    }

    @Test("An interrupt, and a key after its escape, break a text off")
    func brokenOff() {
        #expect(decode("\u{1B}]0;title\u{3}") == [.key(.control("c"))])
        #expect(decode("\u{1B}]0;title\u{1B}[Aj") == [.key(.up), .key(.character("j"))])
        var decoder = InputDecoder()
        #expect(decoder.decode(tokens("\u{1B}]0;title\u{1B}"), now: 0) == [])
        #expect(decoder.decode([], now: 50) == [.key(.escape)])
    }

    @Test(
        "The terminal's background is told",
        arguments: [
            ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", false), ("\u{1B}]11;rgb:0000/0000/0000\u{7}", true),
            ("\u{1B}]11;rgb:28/2a/36\u{1B}\\", true), ("\u{1B}[?997;1n", true), ("\u{1B}[?997;2n", false),
        ])
    func background(text: String, isDark: Bool) {
        #expect(decode(text) == [.background(isDark: isDark)])
        #expect(decode("\u{1B}]10;rgb:ffff/ffff/ffff\u{7}") == [])
        #expect(decode("\u{1B}[?997;3n") == [])
    }

    @Test("While an answer is awaited, an escape may be its first byte")
    func awaited() {
        var decoder = InputDecoder()
        decoder.expectAnswer(now: 1000)
        #expect(decoder.decode(tokens("\u{1B}"), now: 1010) == [])
        #expect(decoder.decode(tokens("]11;rgb:0/0/0\u{1B}\\"), now: 1050) == [.background(isDark: true)])
        // It has come, so an escape is the key again.
        #expect(decoder.decode(tokens("\u{1B}"), now: 1060) == [.key(.escape)])
        decoder.expectAnswer(now: 2000)
        #expect(decoder.decode(tokens("\u{1B}"), now: 2010) == [])
        #expect(decoder.decode([], now: 2060) == [.key(.escape)])
        #expect(decoder.decode(tokens("\u{1B}"), now: 5000) == [.key(.escape)])
    }

    @Test("A sequence may come in two reads")
    func split() {
        var decoder = InputDecoder()
        #expect(decoder.decode(tokens("\u{1B}[<0;12"), now: 0) == [])
        #expect(
            decoder.decode(tokens(";7Mx"), now: 0) == [.mouse(.press(ScreenPoint(x: 11, y: 6))), .key(.character("x"))])
    }

    @Test("In a paste no character is a command")
    func paste() {
        #expect(
            decode("\u{1B}[200~q\u{3}\u{1B}[A\r\nx\u{1B}[201~j") == [
                .paste("q\u{3}\u{1B}[A\n\nx"), .key(.character("j")),
            ])
        var decoder = InputDecoder()
        #expect(decoder.decode(tokens("\u{1B}[200~one") + [.key(.enter)], now: 0) == [])
        #expect(decoder.decode(tokens("two\u{1B}[201~"), now: 0) == [.paste("one\ntwo")])
    }

    @Test("A paste that never ends is cut, and keys work again")
    func endlessPaste() {
        var decoder = InputDecoder()
        _ = decoder.decode(tokens("\u{1B}[200~"), now: 0)
        #expect(decoder.decode([InputToken](repeating: .scalar("x"), count: 1_100_000), now: 0) == [])
        #expect(decoder.deadline == 2000)
        let events = decoder.decode(tokens("j"), now: 2000)
        #expect(events == [.paste(String(repeating: "x", count: 1_048_576)), .key(.character("j"))])
    }

    @Test("The wheel and presses carry their place")
    func mouse() {
        #expect(decode("\u{1B}[<64;1;1M") == [.mouse(.wheelUp(ScreenPoint(x: 0, y: 0)))])
        #expect(decode("\u{1B}[<65;300;80M") == [.mouse(.wheelDown(ScreenPoint(x: 299, y: 79)))])
        #expect(decode("\u{1B}[<16;2;3M") == [.mouse(.press(ScreenPoint(x: 1, y: 2)))])
        #expect(decode("\u{1B}[<2;2;3M") == [])
        #expect(decode("\u{1B}[M !\"") == [.mouse(.press(ScreenPoint(x: 0, y: 1)))])
        #expect(decode("\u{1B}[M`!!") == [.mouse(.wheelUp(ScreenPoint(x: 0, y: 0)))])
    }

    @Test(
        "A report of what no mouse can do is swallowed",
        arguments: [
            "0;-9223372036854775808;1", "0;1;-9223372036854775808", "0;9223372036854775807;9223372036854775807",
            "0;1;65536", "0;0;1", "0;+1;1", "0;;1", "0;1", "0;1;1;1", "-64;1;1", "99999999999999999999;1;1",
        ])
    func impossibleMouse(report: String) {
        #expect(decode("\u{1B}[<\(report)Mj") == [.key(.character("j"))])
    }

    @Test("Two presses on one cell within 400 ms are a double press")
    func doublePress() {
        var decoder = InputDecoder()
        let press = tokens("\u{1B}[<0;5;5M\u{1B}[<0;5;5m")
        let point = ScreenPoint(x: 4, y: 4)
        #expect(decoder.decode(press, now: 1000) == [.mouse(.press(point))])
        #expect(decoder.decode(press, now: 1400) == [.mouse(.doublePress(point))])
        #expect(decoder.decode(press, now: 1500) == [.mouse(.press(point))])
        #expect(decoder.decode(press, now: 1901) == [.mouse(.press(point))])
        #expect(decoder.decode(tokens("\u{1B}[<0;6;5M"), now: 1902) == [.mouse(.press(ScreenPoint(x: 5, y: 4)))])
    }

    @Test("Random bytes never leave the decoder stuck")
    func noise() {
        var seed: UInt64 = 7
        for _ in 0..<300 {
            var decoder = InputDecoder()
            let noise = (0..<60).map { _ -> InputToken in
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let bytes: [Unicode.Scalar] = ["\u{1B}", "[", "O", "]", "<", "M", "1", ";", "~", "q", "P", "\u{7}"]
                return .scalar(bytes[Int(seed >> 33) % bytes.count])
            }
            _ = decoder.decode(noise, now: 0)
            // The longest thing it may wait for is a text's end; then a key is a key again.
            _ = decoder.decode(tokens("\u{1B}\\\u{7}\u{1B}[201~\u{1B}[0m"), now: 0)
            _ = decoder.decode(tokens("zzz"), now: 0)
            _ = decoder.decode([], now: 3000)
            #expect(decoder.decode(tokens("j"), now: 3000) == [.key(.character("j"))])
        }
    }
}
