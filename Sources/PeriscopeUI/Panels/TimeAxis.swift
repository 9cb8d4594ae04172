import Screen

/// A stretch of time on so many columns.
struct TimeAxis {
    /// Nanoseconds from the request's start.
    let start: Double
    let length: Double
    let width: Int
    /// The end of the request is in sight, so that what stands at its very end is too.
    var showsEnd = true

    /// Fractions of the axis; may lie outside of 0…1.
    func fraction(_ offset: UInt64) -> Double {
        length > 0 ? (Double(offset) - start) / length : 0
    }

    /// Where a stretch of time begins and ends on the axis, in parts of a column: eighths, or whole ones in ASCII.
    ///
    /// Each edge is computed from the axis' start, never added up, so that what touches in time touches on screen. What
    /// is shorter than a part has one, and takes it inside of `parent`. Nil where nothing of it is in sight.
    func edges(_ start: UInt64, _ end: UInt64, inside parent: Range<Int>? = nil, parts: Int = 8) -> Range<Int>? {
        let total = width * parts
        guard total > 0, length > 0 else { return nil }
        let (first, last) = (fraction(start), fraction(max(start, end)))
        guard last > 0 || first >= 0 && last >= 0, first < 1 || showsEnd && first <= 1 else { return nil }
        let low = Int((min(max(0, first), 1) * Double(total)).rounded())
        let high = Int((min(max(0, last), 1) * Double(total)).rounded())
        guard low >= high else { return low..<high }
        let bounds = parent ?? 0..<total
        let place = min(max(low, bounds.lowerBound), max(bounds.lowerBound, bounds.upperBound - 1), total - 1)
        return place..<place + 1
    }

    /// Steps of 1, 2 or 5 times a power of ten, so far apart that labels have room.
    func ticks(labelColumns: Int) -> [UInt64] {
        guard width > 0, length > 0 else { return [] }
        let most = max(1, Double(width) / Double(max(1, labelColumns)))
        var step = 1.0
        while length / step > most {
            // 1, 2, 5, 10, …: by the leading digit.
            let power = Self.powerOfTen(below: step)
            step = step / power < 1.5 ? power * 2 : step / power < 3 ? power * 5 : power * 10
            if step > 1e18 { return [] }
        }
        let first = (start / step).rounded(.up)
        return (0...Int(most)).compactMap { index in
            let tick = (first + Double(index)) * step
            return tick <= start + length && tick >= 0 && tick < 9e18 ? UInt64(tick) : nil
        }
    }

    private static func powerOfTen(below value: Double) -> Double {
        var power = 1.0
        while power * 10 <= value { power *= 10 }
        return power
    }

    /// The row of tick labels.
    ///
    /// The unit is said once.
    func labels(glyphs: Glyphs) -> Line {
        var line = Line()
        let ticks = ticks(labelColumns: 8)
        let unit = Self.unit(forEnd: start + length, glyphs: glyphs)
        for (index, tick) in ticks.enumerated() {
            let column = Int((fraction(tick) * Double(width)).rounded())
            var text = Self.number(tick, per: unit.size)
            if index == 0 { text += " " + unit.name }
            guard column >= line.cursor, column + text.utf8.count <= width else { continue }
            line.move(to: column)
            line.add(text, .axis)
            line.gap(1)
        }
        return line
    }

    private static func unit(forEnd end: Double, glyphs: Glyphs) -> (name: String, size: UInt64) {
        if end < 1_000_000 { return (glyphs.microseconds, 1_000) }
        return end < 2_000_000_000 ? ("ms", 1_000_000) : ("s", 1_000_000_000)
    }

    /// A tick in its unit: whole where it is whole, else with as many digits as it needs.
    private static func number(_ tick: UInt64, per unit: UInt64) -> String {
        let whole = String(tick / unit)
        var rest = tick % unit
        guard rest > 0 else { return whole }
        var digits = ""
        var scale = unit / 10
        while rest > 0, scale > 0 {
            digits += String(rest / scale)
            rest %= scale
            scale /= 10
        }
        return whole + "." + digits
    }
}
