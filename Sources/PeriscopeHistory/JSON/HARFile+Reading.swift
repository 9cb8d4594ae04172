internal import PeriscopeWire

extension HARFile {
    /// Whether a text looks like an archive and not like JSON lines: its one object has a `log`.
    ///
    /// Looks at the first bytes only.
    package static func isOne(_ text: some Collection<UInt8>) -> Bool {
        let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let beginning = text.prefix(256).filter { !space.contains($0) }
        return beginning.starts(with: #"{"log":"#.utf8)
    }

    /// The requests of an archive, and what was wrong with the others, each in a sentence.
    ///
    /// Of an archive of ours nothing is lost; of a browser's there are head and body both ways, and times. Throws where
    /// it is no archive at all.
    package static func requests(
        _ bytes: [UInt8]
    ) throws(RequestJSONError) -> (requests: [ImportedRequest], problems: [String]) {
        let file = try JSONFields(try JSONParser.parse(bytes), path: "")
        guard let log = try file.object("log") else { throw RequestJSONError(problem: "\"log\" is missing.") }
        let creator = try? log.object("creator")?.string("name")
        var requests: [ImportedRequest] = []
        var problems: [String] = []
        for (place, entry) in try log.array("entries").enumerated() {
            do throws(RequestJSONError) {
                requests.append(try request(entry, place, creator: creator ?? "HAR"))
            } catch {
                problems.append("entry \(place + 1): \(error)")
            }
        }
        return (requests, problems)
    }

    private static func request(
        _ entry: JSONValue, _ place: Int, creator: String
    ) throws(RequestJSONError) -> ImportedRequest {
        guard case .object(let pairs) = entry else { throw RequestJSONError(problem: "It should be an object.") }
        if let own = pairs.first(where: { $0.key == "_periscope" }) {
            var decoder = try RequestDecoder(own.value)
            return try decoder.decode()
        }
        return try foreign(try JSONFields(entry, path: ""), place, creator: creator)
    }

    /// An entry of another program's.
    private static func foreign(
        _ entry: JSONFields, _ place: Int, creator: String
    ) throws(RequestJSONError) -> ImportedRequest {
        guard let request = try entry.object("request"), let response = try entry.object("response") else {
            throw RequestJSONError(problem: "\"request\" or \"response\" is missing.")
        }
        let app = AppRecord(
            id: AppID(0), name: creator, pid: 0, startedAt: 0, anchor: 0, buildID: "", buildNumber: 1,
            configuration: .unspecified, executable: "", workingDirectory: "", connectedAt: 0)
        var record = RequestRecord(id: RequestID(app: app.id, span: UInt64(place) + 1), sequence: 0)
        record.method = try request.string("method") ?? ""
        read(url: try request.string("url") ?? "", into: &record)
        record.httpVersion = try request.string("httpVersion") ?? ""
        record.requestHeaders = try headers(request)
        record.responseHeaders = try headers(response)
        let status = try response.integer("status", as: Int.self) ?? 0
        record.status = status > 0 ? status : nil
        record.state = status > 0 ? .finished : .lost
        record.startedAt = (try entry.string("startedDateTime")).flatMap(Timestamp.time) ?? 0
        record.start = record.startedAt > 0 ? UInt64(record.startedAt) : 1 << 61
        if status > 0, let time = try? entry.duration("time") { record.end = record.start &+ time }
        record.requestBody = try body(
            try request.object("postData"), size: try? request.integer("bodySize", as: Int.self))
        let content = try response.object("content")
        record.responseBody = try body(content, size: try? content?.integer("size", as: Int.self))
        return ImportedRequest(app: app, record: record)
    }

    private static func read(url: String, into record: inout RequestRecord) {
        var rest = url[...]
        if let colon = rest.firstRange(of: "://") {
            record.scheme = String(rest[..<colon.lowerBound])
            rest = rest[colon.upperBound...]
            let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
            record.authority = String(rest[..<end])
            rest = rest[end...]
        }
        rest = rest.prefix { $0 != "#" }
        let question = rest.firstIndex(of: "?") ?? rest.endIndex
        record.path = question == rest.startIndex ? "/" : String(rest[..<question])
        record.query = String(rest[question...].dropFirst())
    }

    private static func headers(_ fields: JSONFields) throws(RequestJSONError) -> [HeaderRecord] {
        var headers: [HeaderRecord] = []
        for header in try fields.objects("headers") {
            headers.append(
                AttributeRecord(key: try header.string("name") ?? "", value: try header.string("value") ?? ""))
        }
        return headers
    }

    /// Base64 is what browsers write for what is no text.
    private static func body(_ fields: JSONFields?, size: Int?) throws(RequestJSONError) -> BodyRecord? {
        guard let fields else { return nil }
        let isText = try fields.string("encoding") == nil
        let text = isText ? try fields.string("text") : nil
        let bytes = size.flatMap { $0 > 0 ? UInt64($0) : nil } ?? UInt64(text?.utf8.count ?? 0)
        guard bytes > 0 || text != nil else { return nil }
        return BodyRecord(bytes: bytes, text: text, contentType: try fields.string("mimeType") ?? "")
    }
}
