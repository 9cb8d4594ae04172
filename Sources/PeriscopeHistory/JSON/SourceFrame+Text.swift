/// A function of a call stack as one text: `Sources/Bookshop/Authors.swift:42 AuthorController.index(_:context:)`.
///
/// The place stands first, as compilers and grep have it, so that a space in the function does not hide where the path
/// ends.
extension SourceFrame {
    /// Without a path, the function alone.
    func text(relativeTo workingDirectory: String) -> String {
        guard !path.isEmpty else { return function }
        let place = "\(relativePath(to: workingDirectory)):\(line)"
        return function.isEmpty ? place : "\(place) \(function)"
    }

    /// Reads such a text; one without a place is a function.
    init(text: String) {
        self.init(function: text, path: "", line: 0)
        let bytes = text.utf8
        var colon = bytes.startIndex
        while let next = bytes[colon...].firstIndex(of: UInt8(ascii: ":")) {
            let start = bytes.index(after: next)
            let end = bytes[start...].firstIndex { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            let isEnd = end.map { bytes[$0] == UInt8(ascii: " ") } ?? true
            if isEnd, next > bytes.startIndex, let line = Int(text[start..<(end ?? bytes.endIndex)]) {
                path = String(text[..<next])
                self.line = line
                function = end.map { String(text[bytes.index(after: $0)...]) } ?? ""
                return
            }
            colon = start
        }
    }
}
