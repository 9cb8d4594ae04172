/// Which value each placeholder of a statement takes, from 0, met in order.
///
/// SQLite's rules: `?` takes the number after the greatest so far, `?7` and `$7` are number 7, a name keeps the number
/// of its first place.
struct PlaceholderNumbering {
    private var greatest = 0
    private var names: [String: Int] = [:]

    mutating func place(of placeholder: String) -> Int {
        if placeholder == "?" {
            greatest += 1
            return greatest - 1
        }
        if let number = Int(placeholder.dropFirst()), number > 0, "?$".contains(placeholder.prefix(1)) {
            greatest = max(greatest, min(number, 1 << 20))
            return number - 1
        }
        if let known = names[placeholder] { return known }
        greatest += 1
        names[placeholder] = greatest - 1
        return greatest - 1
    }
}
