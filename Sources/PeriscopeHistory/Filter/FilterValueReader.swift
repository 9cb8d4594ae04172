/// Reads the values of a term.
struct FilterValueReader {
    let key: FilterKey
    let comparison: FilterComparison
    /// Behind the text's last character.
    let end: Int
    /// The term is the text's last.
    let isAtEnd: Bool

    func test(_ values: [ArraySlice<FilterLetter>]) throws(FilterProblem) -> FilterTerm.Test {
        if comparison.isOrder, !isOrdered {
            let first = values.first?.place(orAt: end) ?? end..<end
            throw FilterProblem("\(key.rawValue) is no number: write \(key.rawValue): or \(key.rawValue)=", at: first)
        }
        switch key.shape {
        case .text: return .texts(values.map { TextPattern($0, isWhole: isWhole) })
        case .pair: return .pairs(pairs(values))
        case .number(let unit):
            var ranges: [NumberRange] = []
            for value in values { ranges.append(try range(value, unit)) }
            return .numbers(ranges)
        case .names:
            var names: [String] = []
            for value in values { names += try self.names(value) }
            return .names(names)
        case .build:
            var builds: [FilterBuild] = []
            for value in values { builds.append(try build(value)) }
            return .builds(builds)
        }
    }

    private var isWhole: Bool { comparison != .holds }

    private var isOrdered: Bool {
        if case .number = key.shape { true } else { key == .build }
    }

    // MARK: Names and pairs

    private func names(_ value: ArraySlice<FilterLetter>) throws(FilterProblem) -> [String] {
        let found = FilterNames.resolve(value.text, of: key)
        guard found.isEmpty else { return found }
        throw notOneOf(key.names, value)
    }

    private func notOneOf(_ names: [String], _ value: ArraySlice<FilterLetter>) -> FilterProblem {
        let word = value.text.lowercased()
        let place = value.place(orAt: end)
        let isBeginning = isAtEnd && place.upperBound == end && names.contains { $0.hasPrefix(word) }
        let nearest = isBeginning ? nil : NearestKeyName.of(word, among: names)
        let hint = nearest.map { "did you mean “\($0)”?" } ?? names.joined(separator: ", ")
        return FilterProblem(
            "“\(value.text)” is none of \(key.rawValue): \(hint)", at: place, isIncomplete: isBeginning)
    }

    /// A value without a name has that of the value before it.
    private func pairs(_ values: [ArraySlice<FilterLetter>]) -> [PairPattern] {
        var pairs: [PairPattern] = []
        var name: TextPattern?
        var isWholeValue = false
        for value in values {
            let sign = value.firstIndex { !$0.isQuoted && ($0.character == "=" || $0.character == ":") }
            if let sign, sign > value.startIndex {
                name = TextPattern(value[..<sign], isWhole: true)
                isWholeValue = value[sign].character == "="
                pairs.append(PairPattern(name: name, value: TextPattern(value[(sign + 1)...], isWhole: isWholeValue)))
            } else if let name {
                pairs.append(PairPattern(name: name, value: TextPattern(value, isWhole: isWholeValue)))
            } else if isWhole {
                pairs.append(PairPattern(name: TextPattern(value, isWhole: true), value: nil))
            } else {
                pairs.append(PairPattern(name: nil, value: TextPattern(value, isWhole: false)))
            }
        }
        return pairs
    }

    // MARK: Builds

    private func build(_ value: ArraySlice<FilterLetter>) throws(FilterProblem) -> FilterBuild {
        let text = value.text.lowercased()
        if text.allSatisfy({ $0.isNumber || $0 == "." }), text.count <= 6 { return .numbers(try range(value, .count)) }
        guard !comparison.isOrder else {
            throw FilterProblem("a build's number stands behind \(comparison.rawValue)", at: value.place(orAt: end))
        }
        switch FilterNames.resolve(text, of: .build).first {
        case "current": return .current
        case "previous": return .previous
        default: break
        }
        if text.count >= 4, text.allSatisfy({ $0.isHexDigit || $0 == "-" }) { return .id(text) }
        throw notOneOf(key.names, value)
    }

    // MARK: Numbers

    /// A number as it was written.
    private struct Number {
        let value: UInt64
        /// What the next number of as many digits would be more.
        let step: UInt64

        var last: UInt64 { step > 1 ? value &+ (step - 1) : value }
    }

    private func range(_ letters: ArraySlice<FilterLetter>, _ unit: FilterUnit) throws(FilterProblem) -> NumberRange {
        let dots = letters.indices.dropLast().first {
            letters[$0].character == "." && letters[$0 + 1].character == "."
        }
        guard let dots else { return range(try number(letters, unit)) }
        let (from, to) = (letters[..<dots], letters[(dots + 2)...])
        guard !comparison.isOrder else {
            throw FilterProblem("one number stands behind \(comparison.rawValue)", at: letters.place(orAt: end))
        }
        let low = from.isEmpty ? 0 : try number(from, unit).value
        let high = to.isEmpty ? UInt64.max : try number(to, unit).last
        guard low <= high else {
            throw FilterProblem("the first number is above the second", at: letters.place(orAt: end))
        }
        return NumberRange(low: low, high: high)
    }

    private func range(_ number: Number) -> NumberRange {
        switch comparison {
        case .holds, .equal, .differs:
            NumberRange(low: number.value, high: number.last < number.value ? .max : number.last)
        case .atMost: NumberRange(low: 0, high: isPartial(number) ? number.last : number.value)
        case .less: number.value == 0 ? .none : NumberRange(low: 0, high: number.value - 1)
        case .atLeast: NumberRange(low: number.value, high: .max)
        case .more:
            if isPartial(number) {
                NumberRange(low: number.last + 1, high: .max)
            } else {
                number.value == .max ? .none : NumberRange(low: number.value + 1, high: .max)
            }
        }
    }

    /// `status>4xx` is above all of them; `ms>12` is above 12 and not above 13.
    private func isPartial(_ number: Number) -> Bool { key == .status && number.step > 1 }

    private func number(_ letters: ArraySlice<FilterLetter>, _ unit: FilterUnit) throws(FilterProblem) -> Number {
        let text = letters.text.lowercased()
        switch unit {
        case .status: if let number = Self.status(text) { return number }
        case .level:
            let name = FilterNames.resolve(text, of: .level).first
            if let level = name.flatMap(FilterUnit.levels.firstIndex) { return Number(value: UInt64(level), step: 1) }
            throw notOneOf(FilterUnit.levels, letters)
        default: if let number = Self.quantity(text, unit) { return number }
        }
        let place = letters.place(orAt: end)
        throw FilterProblem("“\(letters.text)” is not \(unit.words)", at: place)
    }

    /// Up to three digits or `x`; those that are missing are any.
    private static func status(_ text: String) -> Number? {
        let digits = text.prefix { $0.isNumber }
        guard (1...3).contains(text.count), text.dropFirst(digits.count).allSatisfy({ $0 == "x" }),
            let value = UInt64(digits)
        else { return nil }
        let step: UInt64 = [1: 100, 2: 10, 3: 1][digits.count] ?? 1
        return Number(value: value * step, step: step)
    }

    private static func quantity(_ text: String, _ unit: FilterUnit) -> Number? {
        let whole = text.prefix { $0.isASCII && $0.isNumber }
        var rest = text.dropFirst(whole.count)
        var fraction: Substring = ""
        if rest.first == "." {
            fraction = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty, whole.count <= 19, fraction.count <= 9,
            let factor = unit.factor(String(rest)), let value = UInt64(whole.isEmpty ? "0" : whole)
        else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        let parts = (0..<fraction.count).reduce(UInt64(1)) { power, _ in power * 10 }
        guard !overflow, let part = UInt64(fraction.isEmpty ? "0" : fraction) else { return nil }
        let (more, tooMuch) = part.multipliedReportingOverflow(by: factor)
        let (sum, isOver) = product.addingReportingOverflow(more / parts)
        guard !tooMuch, !isOver else { return nil }
        // A count is exact, however it is written.
        return Number(value: sum, step: unit == .count ? 1 : max(1, factor / parts))
    }
}
