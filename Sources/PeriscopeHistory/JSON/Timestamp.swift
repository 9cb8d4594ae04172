/// Wall-clock times as ISO 8601 in UTC with microseconds: `2026-01-01T00:00:00.000000Z`.
enum Timestamp {
    private static let secondsInDay: Int64 = 86_400

    static func text(_ time: UnixNanoseconds) -> String {
        let microseconds = floor(time, 1_000)
        let seconds = floor(microseconds, 1_000_000)
        let days = floor(seconds, secondsInDay)
        let inDay = seconds - days * secondsInDay
        let (year, month, day) = date(days)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
            + "T\(padded(inDay / 3_600, 2)):\(padded(inDay / 60 % 60, 2)):\(padded(inDay % 60, 2))"
            + ".\(padded(microseconds - seconds * 1_000_000, 6))Z"
    }

    /// Reads such a time; also with fewer or more decimals, none, or an offset such as `+02:00` for the Z.
    static func time(_ text: String) -> UnixNanoseconds? {
        var reader = Reader(text: Array(text.utf8))
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2), reader.take(":"),
            let second = reader.digits(2), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        let fraction = reader.fraction()
        guard let offset = reader.zone(), reader.isAtEnd else { return nil }
        let days = Timestamp.days(year: year, month: month, day: day)
        let seconds = days * secondsInDay + hour * 3_600 + minute * 60 + second - offset
        let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (time, sumOverflow) = nanoseconds.addingReportingOverflow(fraction)
        return overflow || sumOverflow ? nil : time
    }

    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The Gregorian date of a day counted from 1970.
    ///
    /// A cycle of 400 years has 146,097 days; years are counted from March, so that the leap day is the last of its
    /// year.
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let fromMarch = days + 719_468
        let cycle = floor(fromMarch, 146_097)
        let dayOfCycle = fromMarch - cycle * 146_097
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The reverse of `date`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let cycle = floor(shifted, 400)
        let yearOfCycle = shifted - cycle * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * 146_097 + dayOfCycle - 719_468
    }

    private struct Reader {
        let text: [UInt8]
        var position = 0

        init(text: [UInt8]) {
            self.text = text
        }

        var isAtEnd: Bool { position == text.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < text.count, UInt32(text[position]) == character.value else { return false }
            position += 1
            return true
        }

        mutating func digit() -> Int64? {
            guard position < text.count, (0x30...0x39).contains(text[position]) else { return nil }
            position += 1
            return Int64(text[position - 1] - 0x30)
        }

        mutating func digits(_ count: Int) -> Int64? {
            var value: Int64 = 0
            for _ in 0..<count {
                guard let digit = digit() else { return nil }
                value = value * 10 + digit
            }
            return value
        }

        /// Decimals of a second as nanoseconds; further ones are cut.
        mutating func fraction() -> Int64 {
            guard take(".") else { return 0 }
            var value: Int64 = 0
            var scale: Int64 = 100_000_000
            while let digit = digit() {
                value += digit * scale
                scale /= 10
            }
            return value
        }

        /// Seconds east of UTC.
        mutating func zone() -> Int64? {
            if take("Z") || take("z") { return 0 }
            let isEast = take("+")
            guard isEast || take("-"), let hours = digits(2), take(":"), let minutes = digits(2) else { return nil }
            return (hours * 3_600 + minutes * 60) * (isEast ? 1 : -1)
        }
    }
}
