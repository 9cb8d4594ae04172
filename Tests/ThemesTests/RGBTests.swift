import Screen
import Testing
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("RGB")
struct RGBTests {
    @Test(
        "Contrast is WCAG's",
        arguments: [
            (UInt32(0x000000), UInt32(0xFFFFFF), 21.0), (0xFFFFFF, 0xFFFFFF, 1), (0x767676, 0xFFFFFF, 4.54),
            (0xFF0000, 0xFFFFFF, 3.998), (0x0000FF, 0xFFFFFF, 8.592),
        ])
    func contrast(first: UInt32, second: UInt32, expected: Double) {
        #expect(abs(RGB(first).contrast(with: RGB(second)) - expected) < 0.01)
        #expect(abs(RGB(second).contrast(with: RGB(first)) - expected) < 0.01)
    }

    @Test(
        "The nearest of 256 is what an eye would take",
        arguments: [
            // Corners of the cube and greys are themselves.
            (UInt32(0xFF0000), UInt8(196)), (0x00FF00, 46), (0x0000FF, 21), (0xFFFFFF, 231), (0x000000, 16),
            (0x808080, 244), (0x121212, 233), (0xEEEEEE, 255), (0x5F87AF, 67),
            // Others.
            (0xFF0101, 196), (0x282828, 235), (0xFABD2F, 214), (0xFB4934, 203), (0x88C0D0, 110),
            (0xBD93F9, 141), (0x268BD2, 32), (0xFDF6E3, 230),
        ])
    func nearest256(value: UInt32, number: UInt8) {
        #expect(Color.rgb(RGB(value)).fitted(to: .indexed256) == .indexed(number))
    }

    @Test(
        "The nearest of sixteen keeps the hue",
        arguments: [
            (UInt32(0xFF0000), UInt8(9)), (0xCC0000, 1), (0x00FF00, 10), (0x0000E0, 4), (0x000000, 0), (0xFFFFFF, 15),
            (0xE0E0E0, 7), (0x808080, 8), (0xFFFF00, 11), (0xC8C800, 3), (0xFF00FF, 13), (0x00D0D0, 6),
        ])
    func nearest16(value: UInt32, number: UInt8) {
        #expect(Color.rgb(RGB(value)).fitted(to: .ansi16) == .ansi(number))
    }

    @Test(
        "A terminal's answer is read in all its forms",
        arguments: [
            ("rgb:ffff/ffff/ffff", UInt32(0xFFFFFF)), ("rgb:0000/2b2b/3636", 0x002B36), ("rgb:28/28/28", 0x282828),
            ("rgb:f/0/8", 0xFF0088), ("rgba:1e1e/1e1e/2e2e/ffff", 0x1E1E2E), ("#fdf6e3", 0xFDF6E3),
        ])
    func answers(text: String, value: UInt32) {
        #expect(RGB(answer: text[...]) == RGB(value))
    }

    @Test(
        "What is no colour is none",
        arguments: ["", "rgb:", "rgb:ff/ff", "rgb:ff/ff/fffff", "rgb:gg/00/00", "hsl:0/0/0", "#fff", "rgb:ff//ff", "?"])
    func noAnswers(text: String) {
        #expect(RGB(answer: text[...]) == nil)
    }

    @Test(
        "Dark is where white reads better than black",
        arguments: [
            (UInt32(0x000000), true), (0xFFFFFF, false), (0x282A36, true), (0xFBF1C7, false), (0x002B36, true),
            (0x767676, false), (0x5F5F5F, true),
        ])
    func dark(value: UInt32, isDark: Bool) {
        #expect(RGB(value).isDark == isDark)
    }

    @Test("To eyes without green cones, what is well and what is not stay apart")
    func deuteranopia() throws {
        let theme = try #require(ThemeLibrary.builtIn("deuteranopia"))
        let pairs: [(Role, Role)] = [
            (.ok, .error), (.ok, .warning), (.warning, .error), (.better, .worse), (.diffAdd, .diffDelete),
            (.code2xx, .code5xx), (.code2xx, .code4xx), (.methodGet, .methodDelete), (.barApp, .barSQL),
            (.barSQL, .barTemplate), (.heat1, .heat3), (.heat3, .heat5), (.heat1, .heat5),
        ]
        for (first, second) in pairs {
            let colors = try [first, second].map {
                try #require(theme.appearance(of: $0, depth: .trueColor).foreground.rgb)
            }
            let distance = Self.deuteranope(colors[0]).distance(to: Self.deuteranope(colors[1]))
            #expect(distance > 0.01, "\(first) and \(second): \(distance)")
        }
    }

    /// As an eye without green cones sees a colour: Machado, Oliveira and Fernandes 2009, severity 1.
    private static func deuteranope(_ color: RGB) -> RGB {
        let linear = [color.red, color.green, color.blue].map { channel -> Double in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let rows = [
            [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
        ]
        let seen = rows.map { row in
            let sum = zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }
            let value = min(1, max(0, sum))
            return UInt8((value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055) * 255)
        }
        return RGB(seen[0], seen[1], seen[2])
    }
}
