import Hummingbird
import HummingbirdCore

extension Request {
    var isJSON: Bool {
        headers[.contentType]?.hasPrefix("application/json") == true
    }

    /// A whole number from the query string; 400 when it is not one or is out of bounds.
    func number(_ name: String, default fallback: Int, in bounds: ClosedRange<Int>) throws -> Int {
        guard let text = uri.queryParameters[Substring(name)] else { return fallback }
        guard let number = Int(text), bounds.contains(number) else {
            throw HTTPError(
                .badRequest, message: "\(name) must be a number from \(bounds.lowerBound) to \(bounds.upperBound).")
        }
        return number
    }

    /// The page of a list, from 1.
    func page() throws -> Int {
        try number("page", default: 1, in: 1...1_000_000)
    }
}
