import PeriscopeInsight
import Testing

/// A request, what should be found in it, and why.
struct TraceCase: CustomTestStringConvertible, Sendable {
    /// The reason, as a sentence.
    let because: String
    /// The flags of the findings, the weightiest first.
    let expected: [String]
    let script: @Sendable (inout TraceScript) -> Void

    init(_ because: String, _ expected: [String], _ script: @escaping @Sendable (inout TraceScript) -> Void) {
        self.because = because
        self.expected = expected
        self.script = script
    }

    var testDescription: String { because }

    var trace: RequestTrace { TraceScript(script).trace }

    static let all = loops + notLoops + duplicates + slowness
}

/// The statements of a bookshop, as fingerprints.
enum Shop {
    static let authors = "select * from author order by name limit ?"
    static let books = "select * from book where author_id = ?"
    static let publisher = "select * from publisher where id = ?"
    static let session = "select * from session where token = ?"
}
