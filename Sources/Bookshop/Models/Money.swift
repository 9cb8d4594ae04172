import GRDB

/// An amount in euro cents.
struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    let cents: Int

    var description: String {
        let rest = abs(cents) % 100
        return "€\(cents < 0 ? "-" : "")\(Self.grouped(abs(cents) / 100)).\(rest < 10 ? "0" : "")\(rest)"
    }

    init(cents: Int) {
        self.cents = cents
    }

    init(from decoder: any Decoder) throws {
        cents = try decoder.singleValueContainer().decode(Int.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(cents)
    }

    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

extension Money: DatabaseValueConvertible {
    var databaseValue: DatabaseValue { cents.databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Money? {
        Int.fromDatabaseValue(value).map(Money.init(cents:))
    }
}
