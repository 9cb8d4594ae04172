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
            ("\u{1B}OP", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)),
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
        #expect(decode("\u{1B}[") == [.key(.escape), .key(.character("["))])
        #expect(decode("\u{1B}]") == [.key(.escape), .key(.character("]"))])
        #expect(decode("\u{1B}P") == [.key(.escape), .key(.character("P"))])
        #expect(decode("\u{1B}\r") == [.key(.escape), .key(.enter)])
    }

    @Test("An escape before a key that the library knew is a key")
    func escapeThenLibraryKey() {
        var decoder = InputDecoder()
        #expect(decoder.decode([.scalar("\u{1B}"), .key(.up)], now: 0) == [.key(.escape), .key(.up)])
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
        let events = decoder.decode([InputToken](repeating: .scalar("x"), count: 1_100_000), now: 0)
        #expect(events.count > 1)
        #expect(decoder.decode(tokens("j"), now: 0) == [.key(.character("j"))])
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
            #expect(decoder.decode(tokens("j"), now: 0) == [.key(.character("j"))])
        }
    }
}
