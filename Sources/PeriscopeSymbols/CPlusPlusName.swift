/// What `llvm-symbolizer` spells out of a C++ function, as Swift's runtime is made of, read for its name.
///
/// `std::pair<A, B> swift::Map<A>::find<B>(B const&) const` is `swift::Map::find`. Any text may come: what is not
/// understood is given back as it is. Steps: the length.
enum CPlusPlusName {
    static func simple(_ name: String) -> String {
        // C's names have none of these.
        guard name.utf8.contains(UInt8(ascii: "(")) || name.utf8.contains(UInt8(ascii: "<")) else { return name }
        let plain = name.replacing("(anonymous namespace)::", with: "")
        // Their names have brackets of their own.
        guard !plain.contains("operator"), !plain.contains("{"), let bare = withoutTypes(plain) else { return plain }
        // What a template returns stands before its name.
        let last = bare.split(separator: " ").last.map(String.init) ?? ""
        let called = String(last.drop { $0 == "*" || $0 == "&" })
        return called.isEmpty || called.hasSuffix(":") ? plain : called
    }

    /// Without what stands in angle brackets, up to the first parameter list; nil where the brackets don't match.
    private static func withoutTypes(_ name: String) -> String? {
        var depth = 0
        var bare = ""
        for character in name {
            switch character {
            case "<": depth += 1
            case ">":
                depth -= 1
                if depth < 0 { return nil }
            case "(" where depth == 0: return bare
            default: if depth == 0 { bare.append(character) }
            }
        }
        return depth == 0 ? bare : nil
    }
}
