internal import PeriscopeInsight

/// Whose code a sampled function is, by where it stands.
enum FrameOrigin {
    /// Shared objects of Swift, of the C library and of the system, by the beginnings of their names.
    ///
    /// Others are libraries that the app was linked with: libsqlite3, libz, libssl.
    private static let runtimeModules = [
        "libswift", "libFoundation", "lib_Foundation", "libdispatch", "libBlocksRuntime", "libc.so", "libc-",
        "libc.musl",
        "libpthread", "libm.so", "libm-", "librt.", "librt-", "libdl.", "libdl-", "libresolv", "libutil.", "libanl.",
        "libnss_", "ld-linux", "ld-musl", "ld.so", "ld-2", "ld64", "libstdc++", "libc++", "libgcc_s", "libunwind",
        "linux-vdso", "linux-gate", "[vdso]", "libsystem_", "libobjc", "libdyld", "dyld",
    ]

    /// Where the toolchain's own sources stood when it was built, of what is linked into the executable.
    private static let toolchainFolders = ["/usr/", "/home/build-user/", "/opt/swift", "/build/glibc"]
    private static let toolchainParts = [
        "/swift/stdlib/", "/swift/Runtimes/", "/swift-corelibs-", "/swift-foundation/", "/swift-foundation-icu/",
        "/swift-experimental-string-processing/", "/swift/include/", "/sysdeps/",
    ]

    /// Where packages are fetched to, by SwiftPM, in the app's folder or in another one.
    private static let fetchedParts = ["/.build/", "/checkouts/"]

    /// What the compiler and the linker put into every program.
    private static let runtimeFunctions = ["swift_", "_swift_", "__swift", "__libc_", "_start", "__cxa_", "async_Main"]

    static func isRuntime(module name: String) -> Bool {
        runtimeModules.contains { name.hasPrefix($0) }
    }

    /// Of a function in the executable.
    ///
    /// - Parameter workingDirectory: Of the server: what was built in it is none of the toolchain's, though it be
    ///   `/usr/src/app`.
    static func origin(of frame: SourceFrame, workingDirectory: String) -> ProfileFrame.Origin {
        if frame.isApp { return .app }
        let path = frame.path
        if path.isEmpty || path.contains("<") {
            let isKnown = !frame.function.isEmpty && !runtimeFunctions.contains { frame.function.hasPrefix($0) }
            return isKnown && frame.function != "main" ? .library : .runtime
        }
        if isInside(path, workingDirectory) || fetchedParts.contains(where: { path.contains($0) }) { return .library }
        if toolchainFolders.contains(where: { path.hasPrefix($0) }) { return .runtime }
        return toolchainParts.contains { path.contains($0) } ? .runtime : .library
    }

    /// Nothing is inside a folder that holds a toolchain, such as `/` or `/usr`: that says nothing of whose it is.
    private static func isInside(_ path: String, _ folder: String) -> Bool {
        var folder = folder[...]
        while folder.hasSuffix("/") { folder.removeLast() }
        guard !folder.isEmpty, !toolchainFolders.contains(where: { $0.hasPrefix(folder) }) else { return false }
        return path.hasPrefix(folder) && path.dropFirst(folder.count).hasPrefix("/")
    }
}

extension ProfileFrame {
    init(_ frame: SourceFrame, module: String = "", origin: Origin) {
        self.init(
            function: frame.function, path: frame.path, line: frame.line, module: module, origin: origin,
            isInlined: frame.isInlined, isAsync: frame.isAsync)
    }
}
