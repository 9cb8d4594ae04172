import Foundation

/// The sources as text, as a reader finds them.
struct SourceTree {
    struct File {
        /// From the top of the repository, such as `Sources/Screen/Grid.swift`.
        let path: String
        let lines: [String]

        var room: String {
            let parts = path.split(separator: "/").map(String.init)
            return parts[0] == "Themes" ? "Themes" : parts[1]
        }

        /// Code without comments and string contents, good enough to look for words in.
        var code: [(number: Int, text: String)] {
            lines.enumerated().compactMap { index, line in
                let trimmed = line.trimmingCharacters(in: .whitespaces)
                guard !trimmed.hasPrefix("//") else { return nil }
                let text = line.replacing(#/"(?:[^"\\]|\\.)*"/#, with: "\"\"")
                return (index + 1, text)
            }
        }

        /// The modules it imports.
        var imports: [String] {
            lines.compactMap { line in
                let pattern =
                    #/^(?:@\w+(?:\(\w+\))? )?(?:public |package |internal |private |fileprivate )?import (?:struct |class |enum |func |protocol |typealias )?(\w+)/#
                return line.firstMatch(of: pattern).map { String($0.1) }
            }
        }
    }

    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// All Swift files of ours under a folder, generated ones aside.
    static func swiftFiles(under folder: String) -> [File] {
        let root = top.appending(path: folder)
        guard let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else { return [] }
        return walk.compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" && !$0.lastPathComponent.hasSuffix(".pb.swift") }
            .map { url in
                let path = String(url.standardizedFileURL.path().dropFirst(top.standardizedFileURL.path().count))
                let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
                return File(path: path.trimmingPrefix("/").description, lines: text.components(separatedBy: "\n"))
            }
            .sorted { $0.path < $1.path }
    }

    static let sources = swiftFiles(under: "Sources") + swiftFiles(under: "Themes")
}
