extension RGB {
    /// From what a terminal answers when it is asked for a colour: `rgb:ffff/ffff/ffff`, `rgba:…` or `#rrggbb`.
    ///
    /// Each part has one to four digits, as XParseColor(3) reads them.
    package init?(answer: Substring) {
        if answer.hasPrefix("#"), answer.utf8.count == 7, let value = UInt32(answer.dropFirst(), radix: 16) {
            self.init(value)
            return
        }
        guard let colon = answer.firstIndex(of: ":"), ["rgb", "rgba"].contains(answer[..<colon]) else { return nil }
        let parts = answer[answer.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4 else { return nil }
        let channels = parts.prefix(3).compactMap(Self.channel)
        guard channels.count == 3 else { return nil }
        self.init(channels[0], channels[1], channels[2])
    }

    private static func channel(_ digits: Substring) -> UInt8? {
        guard (1...4).contains(digits.utf8.count), let value = UInt32(digits, radix: 16) else { return nil }
        let most = UInt32(1) << (4 * UInt32(digits.utf8.count)) - 1
        return UInt8((value * 255 + most / 2) / most)
    }

    /// Whether white reads better on it than black.
    package var isDark: Bool {
        contrast(with: RGB(0xFFFFFF)) > contrast(with: RGB(0x000000))
    }
}
