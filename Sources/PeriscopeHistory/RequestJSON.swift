/// Requests as `tail --json` writes them and `open` reads them: one JSON object a line, the design's.
package enum RequestJSON {
    /// A request as one line without its end.
    package static func encode(_ request: RequestRecord, app: AppRecord?) -> String { "" }

    /// A line as a request.
    package static func decode(line: String) throws -> ImportedRequest { throw RequestJSONError(line: nil, problem: "") }
}
