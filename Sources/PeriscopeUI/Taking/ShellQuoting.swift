/// Words for a POSIX shell.
package enum ShellQuoting {
    /// The text as one word: bare where that is safe, else in single quotes, in which only the single quote means
    /// anything.
    package static func quoted(_ text: String) -> String {
        guard text.isEmpty || !text.utf8.allSatisfy(isPlain) else { return text }
        return inQuotes(text)
    }

    /// In single quotes even where bare would do.
    static func inQuotes(_ text: String) -> String {
        "'" + text.replacing(byte: UInt8(ascii: "'"), with: "'\\''") + "'"
    }

    /// Whether a clipboard or a terminal would not carry it as it is: control characters other than line feed and tab,
    /// which are taken out of what is copied; no shell word can hold a NUL anyway.
    static func needsEscapes(_ text: String) -> Bool {
        text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || isUpperControl($0) }
    }

    /// A command that writes the text to its standard output, byte by byte, in any POSIX shell.
    ///
    /// Octal escapes, since `$'…'` is not known to every `sh`; a percent sign is `printf`'s own, and doubled.
    package static func printing(_ text: String) -> String {
        var format = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": format += "\\\\"
            case "%": format += "%%"
            case "\n", "\t": format.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || isUpperControl(scalar):
                for byte in String(scalar).utf8 { format += octal(byte) }
            default: format.unicodeScalars.append(scalar)
            }
        }
        // Behind the option's end: a format may begin with a dash.
        return "printf -- " + quoted(format)
    }

    private static func isUpperControl(_ scalar: Unicode.Scalar) -> Bool { (0x7F...0x9F).contains(scalar.value) }

    private static func octal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_./:@%+,".utf8.contains(byte)
        }
    }
}
