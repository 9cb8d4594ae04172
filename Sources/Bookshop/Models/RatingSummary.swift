import GRDB

/// How many reviews a book has and what they say in the mean.
struct RatingSummary: Decodable, Sendable, FetchableRecord {
    let count: Int
    let mean: Double?

    /// The mean with one decimal, or a dash when there is none.
    var text: String {
        guard let mean else { return "–" }
        let tenths = Int((mean * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
