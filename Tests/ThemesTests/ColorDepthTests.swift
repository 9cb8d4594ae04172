import Testing
import Themes

@Suite("Colour depth")
struct ColorDepthTests {
    @Test(
        "Environment, option and terminal decide together",
        arguments: [
            ([:], ColorDepth.Option.auto, 256, ColorDepth.indexed256),
            ([:], .auto, 8, .ansi16), ([:], .auto, 16, .ansi16), ([:], .auto, 1 << 24, .trueColor),
            ([:], .auto, 0, .none), ([:], .auto, -1, .none), ([:], .trueColor, 0, .none),
            (["COLORTERM": "truecolor"], .auto, 256, .trueColor), (["COLORTERM": "24bit"], .auto, 8, .trueColor),
            (["COLORTERM": "yes"], .auto, 256, .indexed256),
            (["NO_COLOR": "1"], .auto, 256, .none), (["NO_COLOR": ""], .auto, 256, .indexed256),
            (["NO_COLOR": "1", "COLORTERM": "truecolor"], .auto, 256, .none),
            (["NO_COLOR": "1"], .ansi16, 256, .ansi16),
            (["COLORTERM": "truecolor"], .never, 256, .none),
            (["COLORTERM": "truecolor"], .indexed256, 256, .indexed256),
        ] as [([String: String], ColorDepth.Option, Int, ColorDepth)])
    func detect(environment: [String: String], option: ColorDepth.Option, colors: Int, expected: ColorDepth) {
        #expect(ColorDepth.detect(environment: environment, option: option, terminalColors: colors) == expected)
    }

    @Test(
        "Colours map to the ones that look most alike",
        arguments: [
            (0xFF0000, Color.indexed(196), Color.ansi(9)), (0x000000, .indexed(16), .ansi(0)),
            (0xFFFFFF, .indexed(231), .ansi(15)), (0x808080, .indexed(244), .ansi(8)),
            (0x5F87AF, .indexed(67), .ansi(8)),
        ] as [(UInt32, Color, Color)])
    func mapping(value: UInt32, wide: Color, narrow: Color) {
        #expect(Color.rgb(RGB(value)).fitted(to: .indexed256) == wide)
        #expect(Color.rgb(RGB(value)).fitted(to: .ansi16) == narrow)
    }

    @Test("Named colours stay the person's own at every depth")
    func named() {
        for depth in [ColorDepth.ansi16, .indexed256, .trueColor] {
            #expect(Color.ansi(4).fitted(to: depth) == .ansi(4))
            #expect(Color.terminalDefault.fitted(to: depth) == .terminalDefault)
        }
    }

    @Test("Contrast is the one of WCAG")
    func contrast() {
        #expect(abs(RGB(0x000000).contrast(with: RGB(0xFFFFFF)) - 21) < 0.01)
        #expect(abs(RGB(0x777777).contrast(with: RGB(0xFFFFFF)) - 4.48) < 0.01)
        #expect(RGB(0x123456).contrast(with: RGB(0x123456)) == 1)
    }
}
