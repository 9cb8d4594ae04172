/// The exchange-rate server did not give a table.
struct RatesUnavailable: Error, CustomStringConvertible {
    let status: Int

    var description: String { "The exchange-rate server answered with status \(status)." }
}
