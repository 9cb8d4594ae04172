import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds a source file that may have been built elsewhere, or is known by its module and name only.
package struct SourceSearch {
    package enum Result: Equatable {
        case found(String)
        /// Where it was looked for, in words.
        case missing(String)
    }

    /// Entries of folders looked at, in all: a walk of a home folder must end.
    private static let limit = 20_000
    private static let passedOver: Set<String> = ["node_modules", "Pods", "DerivedData", "build", "target"]

    /// Absolute: where the viewer and its servers work.
    private let folders: [String]

    package init(folders: [String]) {
        var seen: Set<String> = []
        self.folders = folders.filter { $0.hasPrefix("/") && seen.insert($0).inserted }
    }

    /// - Parameter path: Absolute, relative to one of the folders, or a module and a file's name, as `#fileID` has it.
    package func find(_ path: String) -> Result {
        if path.hasPrefix("/"), isFile(path) { return .found(path) }
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, !parts.contains("..") else { return .missing("its name is none") }
        for folder in folders {
            // The longest part of the path that is here too: a build elsewhere has the same folders below its own.
            for start in parts.indices.dropLast(path.hasPrefix("/") ? 1 : 0) {
                let candidate = folder + "/" + parts[start...].joined(separator: "/")
                if isFile(candidate) { return .found(candidate) }
            }
        }
        var looked = 0
        var best: (path: String, score: Int)?
        for folder in folders {
            walk(folder, for: name, looked: &looked) { candidate in
                let score = Self.likeness(candidate, parts)
                if score > best?.score ?? -1 { best = (candidate, score) }
            }
        }
        if let best { return .found(best.path) }
        let at = path.hasPrefix("/") ? "at \(path), and " : ""
        let below = folders.isEmpty ? "nowhere else" : "below " + folders.joined(separator: " and ")
        return .missing("looked \(at)\(below)" + (looked >= Self.limit ? ", until \(looked) names" : ""))
    }

    /// How many of the wanted folders a path has: the module's among them tells files of one name apart.
    private static func likeness(_ path: String, _ wanted: [String]) -> Int {
        let parts = Set(path.split(separator: "/").map(String.init))
        return wanted.count { parts.contains($0) }
    }

    private func walk(_ folder: String, for name: String, looked: inout Int, _ found: (String) -> Void) {
        var folders = [folder]
        while let folder = folders.popLast(), looked < Self.limit {
            // Those near the top first, in order, so that the answer is the same each time.
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            looked += names.count
            for entry in names where !entry.hasPrefix(".") && !Self.passedOver.contains(entry) {
                let path = folder + "/" + entry
                if entry == name, isFile(path) {
                    found(path)
                } else if !entry.contains("."), isFolder(path) {
                    folders.append(path)
                }
            }
        }
    }

    private func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// A link is not followed: it may lead round in a circle.
    private func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
