/// The last words of a server that trapped.
package struct ServerCrash: Sendable, Hashable {
    /// `Fatal error: Index out of range`.
    package var message: String
    /// Where, as far as the message and the stack tell; empty and 0 where they don't.
    ///
    /// A message names a file by its module, `App/main.swift`; a frame of the stack names all of its path.
    package var path: String
    package var line: Int
    /// The stack as it was printed; at most `linesLimit` lines.
    package var stack: [String] = []

    private static let linesLimit = 200
    /// The place is one of the stack.
    private(set) var hasFrame = false
    /// It says that it crashed, and not why.
    private(set) var isUnexplained = false
    private var isOver = false

    /// A line that begins a crash; nil for any other.
    init?(_ line: Substring) {
        for word in ["Fatal error", "Precondition failed", "Assertion failed"] {
            guard let found = line.firstRange(of: word) else { continue }
            if found.lowerBound == line.startIndex {
                self.init(message: String(line), place: nil)
                return
            }
            let head = line[..<found.lowerBound]
            guard head.hasSuffix(": "), let place = BuildPlace(head.dropLast(2)) else { continue }
            self.init(message: String(line[found.lowerBound...]), place: place)
            return
        }
        if let found = line.firstRange(of: "Program crashed: ") {
            self.init(message: "crashed: " + line[found.upperBound...].filter { $0 != "*" }, place: nil)
            isUnexplained = true
        } else if line.hasPrefix("thread '"), let found = line.firstRange(of: " panicked at "), line.last == ":" {
            self.init(message: "panicked", place: BuildPlace(line[found.upperBound...].dropLast()))
        } else {
            return nil
        }
    }

    private init(message: String, place: BuildPlace?) {
        self.message = String(message.prefix(1_000))
        path = place?.path ?? ""
        line = place?.line ?? 0
    }

    /// What comes after the first line: the message's rest, and the stack.
    mutating func take(_ text: Substring, folder: String) {
        if message == "panicked", !text.isEmpty { message = "panicked: " + text.prefix(1_000) }
        // What comes after the stack, registers and images, is for the pager.
        if text.hasPrefix("Registers:") { isOver = true }
        guard !isOver, stack.count < Self.linesLimit else { return }
        stack.append(String(text.prefix(1_000)))
        guard !hasFrame, let place = Self.place(ofFrame: text), isOwn(place.path, folder: folder) else { return }
        path = place.path
        line = place.line
        hasFrame = true
    }

    /// `3 [ra] 0x000055fd static App.work(_:) + 32 in app at Sources/App/App.swift:4:13`.
    private static func place(ofFrame text: Substring) -> BuildPlace? {
        guard text.contains(" in "), !text.contains("[system]"), let found = text.ranges(of: " at ").last else {
            return nil
        }
        return BuildPlace(text[found.upperBound...])
    }

    /// The file that the message names; of a trap in a library, the first in the app's own folder.
    private func isOwn(_ path: String, folder: String) -> Bool {
        if !self.path.isEmpty, !self.path.hasPrefix("Swift/"), Self.file(self.path) == Self.file(path) { return true }
        guard !path.contains(".build/"), !path.contains("<compiler-generated>") else { return false }
        return !path.hasPrefix("/") || (!folder.isEmpty && path.hasPrefix(folder + "/"))
    }

    private static func file(_ path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
