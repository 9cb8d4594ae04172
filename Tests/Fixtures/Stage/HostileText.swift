/// What somebody would send who wants a terminal to obey, or a table to fall apart.
enum HostileText {
    static let all: [String] = controls + reordering + widths + broken

    private static let controls = [
        "\u{1B}[2J\u{1B}[H", "\u{1B}[31mred", "\u{1B}]0;title\u{7}", "\u{1B}]52;c;cGF3bmVk\u{7}",
        "\u{1B}]8;;http://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "\u{1B}P+q544e\u{1B}\\", "\u{1B}[6n",
        "\u{1B}[>c",
        "\u{1B}_Gi=1\u{1B}\\", "\u{1B}^private\u{1B}\\", "\u{1B}X\u{1B}\\", "\u{1B}c", "\u{1B}(0lqk",
        "\u{1B}]11;?\u{7}",
        "\u{9B}31m", "\u{9D}0;title\u{9C}", "\u{90}q\u{9C}", "a\u{85}b", "over\rwritten", "back\u{8}\u{8}space",
        "bell\u{7}", "\u{0E}shift\u{0F}", "tab\tstop", "line\nfeed", "form\u{C}feed", "\u{0}nul\u{7F}del",
        "ls\u{2028}ps\u{2029}",
    ]
    private static let reordering = [
        "\u{202E}gnp.exe", "\u{202A}a\u{202C}", "\u{2066}b\u{2069}", "\u{2067}c", "\u{2068}d",
        "\u{200E}\u{200F}\u{61C}",
        "שלום עולם", "مرحبا", "\u{200B}zero\u{200C}width\u{200D}", "\u{FEFF}bom", "\u{2060}", "\u{AD}", "\u{180E}",
        "\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{E0001}\u{E0041}", "\u{3164}\u{FFA0}\u{115F}",
    ]
    private static let widths = [
        "中文字", "가각힣", "\u{1112}\u{1161}\u{11AB}", "ﾊﾝｶｸ", "👩‍👩‍👧‍👦", "👍🏽", "🇩🇪🇫🇷", "⚠\u{FE0F}", "1\u{FE0F}\u{20E3}",
        "❤\u{FE0F}\u{200D}🔥",
        "e\u{301}", "a" + String(repeating: "\u{301}", count: 10_000), "\u{301}\u{302}", "\u{FDFD}", "ｆｕｌｌ",
        "\u{1F9FF}\u{1FAE8}",
    ]
    private static let broken = [
        String(decoding: [0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF5, 0x62], as: UTF8.self), "\u{FFFD}",
        "\u{FFFE}\u{FFFF}",
        "\u{1FFFE}", "\u{10FFFF}", "\u{E000}\u{F8FF}", "\u{378}",
    ]
}
