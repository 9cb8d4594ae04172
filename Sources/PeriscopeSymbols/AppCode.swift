/// Tells the app's own code from that of its libraries, the toolchain and the probe.
package enum AppCode {
    /// Whether a person who works on the app wrote this function.
    ///
    /// By where its source stood at the time of the build: not in a folder that a build tool fetches packages to, not
    /// where the toolchain and its libraries were made, not one of the probe's rooms. Packages that the app takes from
    /// a folder beside it are the app's. Paths may be relative, as `-file-prefix-map` makes them.
    /// - Parameters:
    ///   - path: Of the source; empty: the compiler's own, or unknown, and not the app's.
    ///   - function: As `SymbolFrame` has it.
    ///   - workingDirectory: Of the server; what is in it is its own wherever it stands, fetched packages aside.
    package static func isApp(path: String, function: String, workingDirectory: String) -> Bool {
        guard !path.isEmpty, !path.contains("<"), !isGenerated(function) else { return false }
        let inside = path.hasPrefix("/") ? relative(path, to: workingDirectory) : "/" + path
        if let inside { return !(fetched + rooms + generated).contains { inside.contains($0) } }
        if toolchains.contains(where: { path.hasPrefix($0) }) { return false }
        return !(fetched + elsewhere + rooms + generated).contains { path.contains($0) }
    }

    /// Whether a shared library may hold code of the app: one that lies in the server's folder, or beside its executable.
    ///
    /// Then each of its functions is the app's or not as above; else none is.
    package static func isAppModule(path: String, executable: String, workingDirectory: String) -> Bool {
        if toolchains.contains(where: { path.hasPrefix($0) }) { return false }
        let folder = executable.lastIndex(of: "/").map { String(executable[..<$0]) } ?? ""
        return relative(path, to: workingDirectory) != nil || relative(path, to: folder) != nil
    }

    /// Where SwiftPM and Xcode put what they fetch and what they make.
    private static let fetched = ["/.build/", "/SourcePackages/", "/DerivedData/", "/.swiftpm/"]

    /// The same of a build folder that was chosen with `--scratch-path`, and of the toolchain's own sources.
    private static let elsewhere = [
        "/checkouts/", "/repositories/", "/swift/stdlib/", "/swift-corelibs-", "/swift-foundation/",
        "/swift-foundation-icu/", "/swift-experimental-string-processing/", "/swift-testing/", ".xctoolchain/",
    ]

    private static let toolchains = ["/usr/", "/home/build-user/", "/opt/swift", "/Library/", "/Applications/"]

    /// Code that macros expand to is nobody's to open.
    private static let generated = ["/swift-generated-sources/", "@__swiftmacro_", "/DerivedSources/"]

    private static let rooms = [
        "Periscope", "PeriscopeGRDB", "PeriscopeHummingbird", "PeriscopeMustache", "CPeriscope", "PeriscopeSQL",
        "PeriscopeWire",
    ].map { "/Sources/\($0)/" }

    private static func isGenerated(_ function: String) -> Bool {
        function == "async_Main" || function.hasSuffix("$main()") || function.contains("reabstraction thunk")
    }

    /// The path from the folder on, with its slash; nil where it is not inside, or the folder is none to speak of.
    private static func relative(_ path: String, to folder: String) -> String? {
        var folder = folder[...]
        while folder.hasSuffix("/") { folder.removeLast() }
        guard folder.hasPrefix("/"), path.hasPrefix(folder), path.dropFirst(folder.count).hasPrefix("/") else {
            return nil
        }
        return String(path.dropFirst(folder.count))
    }
}
