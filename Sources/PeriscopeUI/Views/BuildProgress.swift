/// How far a build says that it is: `[12/34] Compiling App main.swift`.
package struct BuildProgress: Sendable, Hashable {
    package var done: Int
    /// 0 where the build does not say.
    package var total: Int
    package var what: String

    private static let longest = 120

    init?(_ line: Substring) {
        if line.hasPrefix("Building for ") || line.hasPrefix("Planning build") {
            (done, total, what) = (0, 0, String(line.prefix(Self.longest)))
            return
        }
        guard line.first == "[", let slash = line.firstIndex(of: "/"), let end = line.firstIndex(of: "]"),
            slash < end, line.utf8.distance(from: line.startIndex, to: end) < 24,
            let done = Int(line[line.index(after: line.startIndex)..<slash]),
            let total = Int(line[line.index(after: slash)..<end]), done >= 0, total > 0
        else { return nil }
        self.done = done
        self.total = total
        what = String(line[line.index(after: end)...].drop { $0 == " " }.prefix(Self.longest))
    }

    /// `[12/34]`.
    var brief: String { total > 0 ? "[\(done)/\(total)]" : "" }

    /// `[12/34] Compiling App main.swift`.
    var text: String { total > 0 ? "[\(done)/\(total)] \(what)" : what }
}
