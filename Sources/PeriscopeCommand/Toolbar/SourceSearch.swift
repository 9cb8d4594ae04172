import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the file that a program means, where it names it by less than its path.
enum SourceSearch {
    private static let roots = ["Sources", "Tests", "src"]
    private static let limit = 5_000

    /// An absolute path as it is; one relative to the folder, if it is there; else Swift's `Module/File.swift`, looked for
    /// under the module's folder.
    ///
    /// Looks at no more than 5,000 files.
    static func find(_ path: String, folder: String) -> String {
        let whole = path.hasPrefix("/") ? path : folder + "/" + path
        guard !path.hasPrefix("/"), access(whole, R_OK) != 0 else { return whole }
        let parts = path.split(separator: "/")
        guard parts.count == 2 else { return whole }
        for root in roots {
            let module = "\(folder)/\(root)/\(parts[0])"
            if let found = find(String(parts[1]), under: module) { return found }
        }
        return whole
    }

    private static func find(_ name: String, under module: String) -> String? {
        var folders = [module]
        var looked = 0
        while let folder = folders.popLast(), looked < limit {
            for entry in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
                looked += 1
                if entry == name { return folder + "/" + entry }
                // A file with a dot in its name is no folder of sources.
                if !entry.contains(".") { folders.append(folder + "/" + entry) }
            }
        }
        return nil
    }
}
