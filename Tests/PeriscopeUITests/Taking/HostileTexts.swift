/// Texts that would break out of quotes, lines or tables that were made without care.
enum HostileTexts {
    static let all = [
        "", " ", "it's", "'", "''", "'; rm -rf /; '", "$(id)", "`id`", "$HOME \\ \\n %s %% %d", "a\nb", "\n", "a\tb",
        "-n", "--", "@/etc/passwd", "\"double\"", "!history", "*?[a-z]", "~", "a\u{1}b\u{1B}[31m\u{7F}", "\u{0}",
        "a\u{0}b", "\u{85}\u{9B}31m", "e\u{301}'\u{301}'", "'\u{301}; id", "\u{202E}gnp.exe\u{202C}", "日本語 🙂",
        "\u{FFFD}", "\r\n", "x\r", "/* */ -- ;", "--", "|", "a|b", "```", "` `` `", "<script>", "[redacted]",
    ]
}
