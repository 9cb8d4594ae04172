#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where `llvm-symbolizer` is.
package enum SymbolTool {
    private static let name = "llvm-symbolizer"
    /// Of LLVM, as Debian and its like name the tool; the oldest is the first that takes addresses as arguments and
    /// answers in JSON.
    private static let versions = stride(from: 40, through: 13, by: -1)

    /// The tool's path; nil where there is none.
    ///
    /// Beside the compiler that `swift` on PATH leads to, since that one knows what that compiler writes; else on PATH;
    /// else on PATH or in `/usr/lib` with a version in its name, the newest first. A few dozen looks at the file
    /// system.
    /// - Parameter libraries: Where the folders of LLVM's versions are.
    package static func find(environment: [String: String], libraries: String = "/usr/lib") -> String? {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        return besideSwift(folders, environment) ?? first(folders.map { "\($0)/\(name)" })
            ?? first(versions.flatMap { version in folders.map { "\($0)/\(name)-\(version)" } })
            ?? first(versions.map { "\(libraries)/llvm-\($0)/bin/\(name)" })
    }

    private static func besideSwift(_ folders: [String], _ environment: [String: String]) -> String? {
        guard let swift = first(folders.map { "\($0)/swift" }), let real = resolved(swift) else { return nil }
        let slash = real.lastIndex(of: "/") ?? real.startIndex
        if let tool = first(["\(real[..<slash])/\(name)"]) { return tool }
        // Swiftly's `swift` is swiftly itself, which starts that of the toolchain in use.
        return real.hasSuffix("/swiftly") ? first(swiftlyToolchains(environment).map { "\($0)/usr/bin/\(name)" }) : nil
    }

    /// The newest by name first.
    private static func swiftlyToolchains(_ environment: [String: String]) -> [String] {
        let folder =
            environment["SWIFTLY_TOOLCHAINS_DIR"] ?? environment["SWIFTLY_HOME_DIR"].map { $0 + "/toolchains" }
            ?? environment["HOME"].map { $0 + "/.local/share/swiftly/toolchains" }
        guard let folder, let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < 256, let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted(by: >).map { "\(folder)/\($0)" }
    }

    private static func first(_ paths: [String]) -> String? { paths.first(where: isProgram) }

    private static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
