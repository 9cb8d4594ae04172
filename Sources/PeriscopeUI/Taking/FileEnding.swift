/// The ending of a file's name that is being written, and the one that Tab puts in its place.
enum FileEnding {
    static let ofRequests = RequestFormat.allCases.map { "." + $0.rawValue }
    static let ofProfiles = [".speedscope.json", ".folded", ".pb"]

    /// The name with the ending that follows on its own; with the first where it has none of them.
    static func next(_ name: String, among endings: [String]) -> String {
        let lowercased = name.lowercased()
        guard let place = endings.firstIndex(where: { lowercased.hasSuffix($0) }) else {
            return stem(name) + (endings.first ?? "")
        }
        return name.dropLast(endings[place].count) + endings[(place + 1) % endings.count]
    }

    /// The others, for a hint: “Tab .har .md”.
    static func hint(_ name: String, among endings: [String]) -> String {
        let lowercased = name.lowercased()
        return "Tab " + endings.filter { !lowercased.hasSuffix($0) }.joined(separator: " ")
    }

    /// Without an ending that is none of ours, such as `.txt`; what begins with a dot is a name.
    private static func stem(_ name: String) -> Substring {
        let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        guard let dot = name[start...].dropFirst().lastIndex(of: ".") else { return name[...] }
        return name[..<dot]
    }
}
