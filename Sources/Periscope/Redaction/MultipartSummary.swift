/// What of a multipart form may be shown: the parts' names and sizes.
enum MultipartSummary {
    private static let partLimit = 100

    /// A line a part: `name="photo"; filename="cat.png" 1234 bytes`.
    static func text(_ bytes: [UInt8], boundary: String) -> String {
        guard !boundary.isEmpty else { return "multipart without a boundary" }
        let mark = Array("--\(boundary)".utf8)
        var lines: [String] = []
        var index = position(of: mark, in: bytes, from: 0)
        while let start = index, lines.count < partLimit {
            let from = start + mark.count
            let end = position(of: mark, in: bytes, from: from)
            if let line = summary(bytes[from..<(end ?? bytes.count)], isCut: end == nil) { lines.append(line) }
            index = end
        }
        return lines.joined(separator: "\n")
    }

    private static func summary(_ part: ArraySlice<UInt8>, isCut: Bool) -> String? {
        let gap = Array("\r\n\r\n".utf8)
        guard let end = position(of: gap, in: Array(part), from: 0) else { return nil }
        let head = String(decoding: part.prefix(end), as: UTF8.self)
        let size = max(0, part.count - end - gap.count - (isCut ? 0 : 2))
        let names = ["name", "filename"].compactMap { parameter(String($0), of: head) }
        return names.joined(separator: "; ") + " \(size) bytes" + (isCut ? " and more" : "")
    }

    /// `name="…"` as it stands in the part's head.
    private static func parameter(_ name: String, of head: String) -> String? {
        for piece in head.split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let piece = piece.drop { $0 == " " }
            if piece.hasPrefix("\(name)=") { return String(piece.prefix(200)) }
        }
        return nil
    }

    private static func position(of pattern: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        var index = from
        while index <= bytes.count - pattern.count {
            if bytes[index] == first, bytes[index..<index + pattern.count].elementsEqual(pattern) { return index }
            index += 1
        }
        return nil
    }
}
