extension Color {
    /// From `default`, a name of the sixteen, a number from 0 to 255, or `#rrggbb`.
    package init?(word: String) {
        if word == "default" {
            self = .terminalDefault
        } else if let number = Palette.names.firstIndex(of: word == "gray" || word == "grey" ? "brightblack" : word) {
            self = .ansi(UInt8(number))
        } else if let number = UInt8(word) {
            self = number < 16 ? .ansi(number) : .indexed(number)
        } else if word.utf8.count == 7, word.utf8.first == UInt8(ascii: "#"),
            let value = UInt32(word.dropFirst(), radix: 16)
        {
            self = .rgb(RGB(value))
        } else {
            return nil
        }
    }
}
