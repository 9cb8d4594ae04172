import PeriscopeHistory
import Screen

/// Numbers and times as people read them.
///
/// A number that is not known is a dash, never a zero.
struct Format: Sendable {
    let glyphs: Glyphs

    var unknown: String { glyphs.isASCII ? "-" : "—" }

    /// `0.4 ms`, `48.2 ms`, `3.42 s`; under a tenth of a millisecond in microseconds.
    func duration(_ nanoseconds: UInt64?) -> String {
        guard let nanoseconds else { return unknown }
        switch nanoseconds {
        case 0: return "0 ms"
        case ..<10_000: return decimal(nanoseconds, unit: 1_000, digits: 1) + " " + glyphs.microseconds
        case ..<100_000: return decimal(nanoseconds, unit: 1_000, digits: 0) + " " + glyphs.microseconds
        case ..<999_950_000: return decimal(nanoseconds, unit: 1_000_000, digits: 1) + " ms"
        case ..<59_995_000_000: return decimal(nanoseconds, unit: 1_000_000_000, digits: 2) + " s"
        default: return long(seconds: nanoseconds / 1_000_000_000)
        }
    }

    /// With fewer digits, for headers: `48 ms`, `3.1 ms`.
    func roughDuration(_ nanoseconds: UInt64?) -> String {
        guard let nanoseconds, nanoseconds >= 9_950_000, nanoseconds < 999_500_000 else { return duration(nanoseconds) }
        return decimal(nanoseconds, unit: 1_000_000, digits: 0) + " ms"
    }

    /// A running clock: tenths of a second are all that the eye can follow.
    func clock(_ nanoseconds: UInt64) -> String {
        if nanoseconds >= 60_000_000_000 { return long(seconds: nanoseconds / 1_000_000_000) }
        return decimal(nanoseconds, unit: 1_000_000_000, digits: 1) + " s"
    }

    /// Since a request's start: `+1.0 ms`.
    func offset(_ nanoseconds: UInt64) -> String {
        "+" + duration(nanoseconds)
    }

    func bytes(_ count: UInt64?) -> String {
        guard let count else { return unknown }
        switch count {
        case ..<1_000: return "\(count) B"
        case ..<999_950: return decimal(count, unit: 1_000, digits: 1) + " kB"
        case ..<999_950_000: return decimal(count, unit: 1_000_000, digits: 1) + " MB"
        default: return decimal(count, unit: 1_000_000_000, digits: 1) + " GB"
        }
    }

    /// With a comma every three digits.
    func count(_ count: some BinaryInteger) -> String {
        let digits = Array(String(count))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3), digits[index - 1] != "-" { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A count and its noun: `1 query`, `2 queries`.
    func count(_ count: some BinaryInteger, _ one: String, _ many: String) -> String {
        self.count(count) + " " + (count == 1 ? one : many)
    }

    /// One decimal: `41`, `0.3`.
    func rate(_ value: Double) -> String {
        guard value.isFinite, value >= 0, value < 1e15 else { return unknown }
        let tenths = UInt64((value * 10).rounded())
        return tenths >= 100 ? count(tenths / 10) : decimal(tenths, unit: 10, digits: 1)
    }

    /// One decimal, whatever the size, so that a column of them lines up.
    func mean(_ value: Double) -> String {
        guard value.isFinite, value >= 0, value < 1e15 else { return unknown }
        return decimal(UInt64((value * 10).rounded()), unit: 10, digits: 1)
    }

    func percent(_ part: Double) -> String {
        guard part.isFinite, part >= 0, part < 1e9 else { return unknown }
        return "\(Int((part * 100).rounded())) %"
    }

    /// One of several that add up to 100; see ``Shares``.
    func percent(whole: Int) -> String { "\(whole) %" }

    /// `3s`, `2m`, `4h`, `5d`; what lies in the future, by a clock that is off, is now.
    func age(_ nanoseconds: Int64) -> String {
        let seconds = max(0, nanoseconds) / 1_000_000_000
        switch seconds {
        case ..<60: return "\(seconds)s"
        case ..<3_600: return "\(seconds / 60)m"
        case ..<86_400: return "\(seconds / 3_600)h"
        default: return "\(seconds / 86_400)d"
        }
    }

    /// `12:04:31.208`.
    func timeOfDay(_ time: UnixNanoseconds, utcOffsetSeconds: Int) -> String {
        let local = time / 1_000_000 &+ Int64(utcOffsetSeconds) &* 1_000
        let inDay = ((local % 86_400_000) + 86_400_000) % 86_400_000
        let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1_000 % 60].map { padded($0, 2) }
        return clock.joined(separator: ":") + "." + padded(inDay % 1_000, 3)
    }

    /// `2m 05s`, `3h 07m`, `2d 04h`.
    func long(seconds: UInt64) -> String {
        switch seconds {
        case ..<60: "\(seconds)s"
        case ..<3_600: "\(seconds / 60)m " + padded(Int64(seconds % 60), 2) + "s"
        case ..<86_400: "\(seconds / 3_600)h " + padded(Int64(seconds / 60 % 60), 2) + "m"
        default: "\(seconds / 86_400)d " + padded(Int64(seconds / 3_600 % 24), 2) + "h"
        }
    }

    /// The ends of a text that is too long; paths are told apart by both.
    func middle(_ text: String, width: Int) -> String {
        let total = TextWidth.width(of: text, glyphs: glyphs)
        guard total > width else { return text }
        guard width > 1 else { return width == 1 ? glyphs.ellipsis : "" }
        let characters = Array(text)
        let head = (width - 1 + 1) / 2
        return prefix(characters, columns: head) + glyphs.ellipsis + suffix(characters, columns: width - 1 - head)
    }

    /// The beginning of a text that is too long; sentences are told by it.
    func end(_ text: String, width: Int) -> String {
        guard TextWidth.width(of: text, glyphs: glyphs) > width else { return text }
        return width > 0 ? prefix(Array(text), columns: width - 1) + glyphs.ellipsis : ""
    }

    private func prefix(_ characters: [Character], columns: Int) -> String {
        var used = 0
        return String(
            characters.prefix { character in
                used += TextWidth.width(of: String(character), glyphs: glyphs)
                return used <= columns
            })
    }

    private func suffix(_ characters: [Character], columns: Int) -> String {
        var used = 0
        let kept = characters.reversed().prefix { character in
            used += TextWidth.width(of: String(character), glyphs: glyphs)
            return used <= columns
        }
        return String(kept.reversed())
    }

    private func padded(_ number: Int64, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// In a unit, rounded, without floating point.
    private func decimal(_ value: UInt64, unit: UInt64, digits: Int) -> String {
        let scale: UInt64 = digits == 0 ? 1 : digits == 1 ? 10 : 100
        let step = unit / scale
        let rounded = step == 0 ? value : (value / step) + (value % step >= (step + 1) / 2 ? 1 : 0)
        let whole = count(rounded / scale)
        return digits == 0 ? whole : whole + "." + padded(Int64(rounded % scale), digits)
    }
}
