/// Finds a keyword by its code in one or two looks: an open hash table, a quarter full.
struct SQLKeywordTable: Sendable {
    private var codes: [UInt128]
    private var keywords: [SQLKeyword?]
    private static let size = 1_024

    init(_ all: [SQLKeyword]) {
        codes = Array(repeating: 0, count: Self.size)
        keywords = Array(repeating: nil, count: Self.size)
        for keyword in all {
            var code = SQLKeyword.Code()
            for byte in keyword.rawValue.utf8 { code.add(byte) }
            var slot = Self.slot(of: code.bits)
            while keywords[slot] != nil { slot = (slot + 1) % Self.size }
            codes[slot] = code.bits
            keywords[slot] = keyword
        }
    }

    func keyword(of code: UInt128) -> SQLKeyword? {
        var slot = Self.slot(of: code)
        while let keyword = keywords[slot] {
            if codes[slot] == code { return keyword }
            slot = (slot + 1) % Self.size
        }
        return nil
    }

    /// The upper bits of a product; the factor is the golden ratio's.
    private static func slot(of code: UInt128) -> Int {
        let mixed = UInt64(truncatingIfNeeded: code) ^ UInt64(truncatingIfNeeded: code >> 61)
        return Int(truncatingIfNeeded: (mixed &* 0x9e37_79b9_7f4a_7c15) >> 54)
    }
}
