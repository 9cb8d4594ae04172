/// A response as it was on the wire.
struct TestResponse: Sendable {
    let raw: String
    let status: Int
    let headers: [String]
    /// As sent: chunks are not put together.
    let body: String

    init(_ raw: String) {
        self.raw = raw
        var lines: [String] = []
        var rest = raw[...]
        while let end = rest.range(of: "\r\n") {
            let line = String(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
            if line.isEmpty { break }
            lines.append(line)
        }
        status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        headers = Array(lines.dropFirst())
        body = String(rest)
    }

    /// All of it but the time of day.
    var withoutDate: String {
        raw.split(separator: "\r\n", omittingEmptySubsequences: false)
            .filter { !$0.lowercased().hasPrefix("date:") }.joined(separator: "\r\n")
    }

    /// The text of a body that was sent in chunks.
    var unchunked: String {
        var text = ""
        var rest = body[...]
        while let end = rest.range(of: "\r\n"), let length = Int(rest[..<end.lowerBound], radix: 16), length > 0 {
            let chunk = rest[end.upperBound...].utf8.prefix(length)
            text += String(chunk) ?? ""
            rest = rest[chunk.endIndex...].dropFirst(1)
        }
        return text
    }

    func header(_ name: String) -> String? {
        for header in headers where header.lowercased().hasPrefix(name + ":") {
            return String(header.dropFirst(name.count + 1).drop { $0 == " " })
        }
        return nil
    }
}

extension Substring {
    /// The first place of a text; the standard library has this for collections without Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        ranges(of: text).first
    }
}
