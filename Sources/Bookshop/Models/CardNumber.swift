/// The digits of a payment card, checked with Luhn's formula.
struct CardNumber: Sendable {
    private let digits: [Int]

    var lastFour: String { digits.suffix(4).map(String.init).joined() }

    /// Nil unless the text has 12 to 19 digits, perhaps in groups, that pass the check.
    init?(_ text: String) {
        let characters = text.filter { $0 != " " && $0 != "-" }
        digits = characters.compactMap { $0.isASCII ? $0.wholeNumberValue : nil }
        guard digits.count == characters.count, (12...19).contains(digits.count), Self.isValid(digits) else {
            return nil
        }
    }

    private static func isValid(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let doubled = item.element * 2
            return sum + (item.offset.isMultiple(of: 2) ? item.element : doubled > 9 ? doubled - 9 : doubled)
        }
        return sum.isMultiple(of: 10)
    }
}
