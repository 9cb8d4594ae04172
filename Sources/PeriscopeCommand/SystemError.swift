#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why the last call of the system failed.
enum SystemError {
    /// In the system's words, such as "No such file or directory".
    static var last: String { String(cString: strerror(errno)) }
}
