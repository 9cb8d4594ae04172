import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds a program beside this one, else on PATH.
struct ExecutableSearch {
    let environment: [String: String]

    func find(_ name: String) -> String? {
        candidates(name).first { access($0, X_OK) == 0 }
    }

    private func candidates(_ name: String) -> [String] {
        var folders: [Substring] = []
        if let own = CommandLine.executablePath, let slash = own.lastIndex(of: "/") {
            folders.append(own[..<slash])
        }
        folders += (environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }
    }
}

extension CommandLine {
    /// The path of this program's file; absent where the system does not say.
    static var executablePath: String? {
        #if os(Linux)
            guard let resolved = realpath("/proc/self/exe", nil) else { return nil }
            defer { free(resolved) }
            return String(cString: resolved)
        #else
            return Bundle.main.executablePath
        #endif
    }
}
