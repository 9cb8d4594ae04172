/// The printer ate the receipt: an error that no handler expects.
struct PrinterJam: Error, CustomStringConvertible {
    let printer: String
    let pages: Int

    var description: String { "The printer at \(printer) is jammed, \(pages) pages are inside." }
}
