/// Text that would harm a terminal, or the reading of a screen, if it came through as it is.
package struct HostileText: Sendable, CustomStringConvertible {
    package let name: String
    package let text: String

    package var description: String { name }

    package static let all: [HostileText] =
        sequences + controls + invisible + marks + wide + [HostileText(name: "long", text: long)]

    package static let texts = all.map(\.text)

    private static let sequences = [
        HostileText(name: "ESC", text: "a\u{1B}b\u{1B}"),
        HostileText(name: "ESC c", text: "\u{1B}c\u{1B}7\u{1B}8\u{1B}(0q\u{1B}#8"),
        HostileText(name: "CSI", text: "\u{1B}[2J\u{1B}[31mred\u{1B}[5;5H\u{1B}[?1049l\u{1B}[6n"),
        HostileText(name: "OSC 52", text: "\u{1B}]52;c;cm0gLXJmIH4=\u{07}x\u{1B}]52;c;!\u{1B}\\"),
        HostileText(name: "OSC 8", text: "\u{1B}]8;;http://evil.test\u{1B}\\link\u{1B}]8;;\u{1B}\\"),
        HostileText(name: "OSC 0", text: "\u{1B}]0;title\u{07}"),
        HostileText(name: "DCS", text: "\u{1B}P$q\"p\u{1B}\\\u{1B}P0;0|17/ab\u{1B}\\"),
        HostileText(name: "APC PM SOS", text: "\u{1B}_Gi=1;AAAA\u{1B}\\\u{1B}^pm\u{1B}\\\u{1B}Xsos\u{1B}\\"),
        HostileText(name: "a sequence cut", text: "\u{1B}["),
        HostileText(name: "C1 CSI and OSC", text: "\u{9B}2J\u{9B}31m\u{9D}52;c;AAAA\u{9C}\u{90}q\u{9C}"),
        HostileText(name: "all of C1", text: scalars(0x80...0x9F)),
        HostileText(name: "C1 as raw bytes", text: String(decoding: rawBytes, as: UTF8.self)),
    ]

    /// What a socket or a child may send that is not UTF-8 at all.
    package static let rawBytes: [UInt8] = [
        0x61, 0x9B, 0x32, 0x4A, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF8, 0x88, 0x80, 0x80, 0x80, 0xE2, 0x82, 0x62,
    ]

    private static let controls = [
        HostileText(name: "CR", text: "good\rEVIL"), HostileText(name: "BS", text: "good\u{8}\u{8}\u{8}\u{8}EVIL"),
        HostileText(name: "newlines", text: "a\nb\r\nc\n\nd"), HostileText(name: "tabs", text: "\ta\t\tb"),
        HostileText(name: "NUL", text: "a\u{0}b"), HostileText(name: "DEL", text: "a\u{7F}b"),
        HostileText(name: "BEL and shifts", text: "\u{7}\u{E}qqq\u{F}\u{B}\u{C}"),
        HostileText(name: "all of C0", text: scalars(0...0x1F)),
        HostileText(name: "NEL, line and paragraph separators", text: "a\u{85}b\u{2028}c\u{2029}d"),
    ]

    private static let invisible = [
        HostileText(name: "bidi overrides", text: "\u{202E}gnp.exe\u{202C}\u{202D}x\u{202A}\u{202B}"),
        HostileText(name: "bidi isolates", text: "\u{2066}a\u{2067}b\u{2068}c\u{2069}\u{200E}\u{200F}\u{61C}"),
        HostileText(name: "right to left", text: "שלום abc العربية 123"),
        HostileText(name: "zero width", text: "a\u{200B}b\u{200C}c\u{200D}d\u{2060}e\u{FEFF}f\u{AD}g\u{180E}"),
        HostileText(name: "tags", text: "a\u{E0001}\u{E0041}\u{E007F}b"),
        HostileText(name: "fillers", text: "\u{3164}\u{115F}\u{1160}\u{FFA0}x\u{FFF9}y\u{FFFB}"),
        HostileText(
            name: "no characters", text: scalars(0xFDD0...0xFDD1) + scalars(0xFFFE...0xFFFF) + "\u{E000}\u{378}"),
    ]

    private static let marks = [
        HostileText(name: "10,000 marks", text: "a" + String(repeating: "\u{301}", count: 10_000) + "b"),
        HostileText(name: "a mark without a base", text: "\u{301}\u{20DD}x\u{E0100}"),
        HostileText(name: "selectors and joiners", text: "❤\u{FE0F}👩\u{200D}👩\u{200D}👧👍\u{1F3FD}1\u{FE0F}\u{20E3}"),
        HostileText(name: "flags and jamo", text: "🇩🇪🇫\u{1112}\u{1161}\u{11AB}"),
    ]

    /// Of even and of odd widths, so that one stands in the last column of whatever it is in.
    private static let wide = [
        HostileText(name: "wide", text: String(repeating: "中", count: 300)),
        HostileText(name: "wide, a column further", text: "x" + String(repeating: "文字", count: 150)),
    ]

    private static let long = String(repeating: "0123456789 ", count: 2_000)

    private static func scalars(_ range: ClosedRange<UInt32>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: range.compactMap(Unicode.Scalar.init))
        return String(text)
    }
}
