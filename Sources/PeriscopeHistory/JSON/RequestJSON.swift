/// Requests as `tail --json` writes them and `open` reads them: one JSON object a line, the design's.
///
/// Keys come in the design's order. Times are milliseconds with up to six decimals, so nothing is lost of a
/// nanosecond. A list whose elements were cut has a sibling `…_truncated_bytes`, a list in the same order; a text has
/// one that is a number; without a cut there is none. `values_masks` holds the keyed hashes of masked values, by which
/// two of them can be told apart and no more; `stacks` holds each call stack once, and a span's `stack` is its place
/// there. What `encode` writes, `decode` reads so that, in a history, it encodes the same.
package enum RequestJSON {
    /// The version of the object.
    static let version: UInt64 = 1

    /// A request as one line, without a line end.
    ///
    /// The history gives fingerprints, call sites as far as they have names, and findings; without one they are null
    /// and empty. Costs about 10 microseconds for five queries.
    package static func encode(_ request: RequestRecord, app: AppRecord?, history: History? = nil) -> String {
        var bytes: [UInt8] = []
        append(request, app: app, history: history, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends a request as one line, without a line end.
    package static func append(
        _ request: RequestRecord, app: AppRecord?, history: History? = nil, to bytes: inout [UInt8]
    ) {
        var writer = JSONWriter(appendingTo: bytes)
        bytes = []
        writer.object { $0.request(request, app: app, history: history) }
        bytes = writer.bytes
    }

    /// Reads a line, or an object that goes on over several.
    ///
    /// Unknown keys are passed over, missing ones are as if they had said nothing; only `id` must be there. Fingerprints
    /// and findings are not read: they are made anew of the queries and spans, by this viewer's rules. Throws
    /// `RequestJSONError`, which names the field, and the line if its number is given.
    package static func decode(line: String, number: Int? = nil) throws(RequestJSONError) -> ImportedRequest {
        do {
            let value = try JSONParser.parse(Array(line.utf8))
            var decoder = try RequestDecoder(value)
            return try decoder.decode()
        } catch {
            throw RequestJSONError(line: number, problem: error.problem)
        }
    }
}
