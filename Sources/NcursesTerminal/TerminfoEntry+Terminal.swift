import CNcurses

extension TerminfoEntry {
    /// The description of the terminal that was looked up last.
    static func ofCurrentTerminal() -> TerminfoEntry {
        TerminfoEntry(
            name: directName + "|terminal with direct colour",
            flags: names(pc_flag_name).map { pc_flag($0) > 0 },
            numbers: names(pc_number_name).map { Int32(pc_number($0)) },
            strings: names(pc_string_name).map(value),
            ownFlags: ["AX"],
            ownStrings: ownNames.compactMap { name in value(name).map { (name, $0) } })
    }

    /// The same with 24-bit colour.
    ///
    /// Numbers below 16 stay the terminal's own colours; a colour is set in the form that all terminals with 24-bit
    /// colour know, with semicolons.
    func withDirectColor() -> TerminfoEntry {
        var entry = self
        entry.ownFlags.append("RGB")
        entry.setNumber("colors", 1 << 24)
        entry.setNumber("pairs", 1 << 15)
        entry.setString("setaf", Self.colorSequence(base: 30))
        entry.setString("setab", Self.colorSequence(base: 40))
        // The palette is the person's: nothing here may change it, or ask for it to be changed back.
        for name in ["initc", "initp", "oc", "scp", "setf", "setb"] { entry.setString(name, nil) }
        entry.setFlag("ccc", false)
        return entry
    }

    /// The name under which ncurses finds the description.
    static let directName = "periscope-direct"

    private static func colorSequence(base: Int) -> String {
        "\u{1B}[%?%p1%{8}%<%t\(base / 10)%p1%d%e%p1%{16}%<%t%p1%{\(base + 52)}%+%d%e\(base + 8);2;"
            + "%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
    }

    private mutating func setNumber(_ name: String, _ value: Int32) {
        guard let index = Self.names(pc_number_name).firstIndex(of: name) else { return }
        numbers[index] = value
    }

    private mutating func setFlag(_ name: String, _ value: Bool) {
        guard let index = Self.names(pc_flag_name).firstIndex(of: name) else { return }
        flags[index] = value
    }

    private mutating func setString(_ name: String, _ value: String?) {
        guard let index = Self.names(pc_string_name).firstIndex(of: name) else { return }
        strings[index] = value.map { Array($0.utf8) }
    }

    private static func value(_ name: String) -> [UInt8]? {
        guard let text = pc_string(name) else { return nil }
        var bytes: [UInt8] = []
        var place = text
        while place.pointee != 0 {
            bytes.append(UInt8(bitPattern: place.pointee))
            place += 1
        }
        return bytes
    }

    private static func names(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
        var names: [String] = []
        while names.count < largestTable, let next = name(Int32(names.count)) { names.append(String(cString: next)) }
        return names
    }

    private static let largestTable = 1000

    /// Keys with modifiers, which no standard name covers.
    private static let ownNames = [
        "kUP", "kDN", "kUP2", "kDN2", "kUP5", "kDN5", "kLFT5", "kRIT5",
    ]
}
