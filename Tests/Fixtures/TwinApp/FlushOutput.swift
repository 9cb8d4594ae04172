#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// On a pipe, standard output would keep the line until the end.
func flushOutput() {
    fflush(nil)
}
