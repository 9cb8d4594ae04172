#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The Swift runtime's own demangler, which is in every Swift program.
///
/// `llvm-symbolizer` leaves Swift's names mangled, that of the toolchain too. A `swift-demangle` process would be a
/// second program to find and pay for, and would be missing where only LLVM is installed; the `Runtime` module's
/// function is new in macOS 26 and drags a library in.
enum SwiftRuntime {
    /// What is longer is no name that a person gave: the longest of a server's 97,000 functions has 529.
    static let nameBytes = 8_192

    /// The name spelled out; nil where it is no mangled name of Swift's.
    ///
    /// Recurses as deep as the name nests; see ``RoomyThread``.
    static func demangle(_ name: String) -> String? {
        let size = name.utf8.count
        guard size <= nameBytes, let text = swiftDemangle(name, size, nil, nil, 0) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}

// Declared here since no module of the toolchain declares it. A C function of integers and pointers only: on x86-64 and
// arm64 it is called as a Swift function of the same parameters is.
@_silgen_name("swift_demangle")
private func swiftDemangle(
    _ name: UnsafePointer<CChar>?, _ length: Int, _ buffer: UnsafeMutablePointer<CChar>?,
    _ bufferSize: UnsafeMutablePointer<Int>?, _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?
