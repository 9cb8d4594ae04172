#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A server's binary, held open from the hello on, so that it can be read after the next build replaced the file.
package final class ServerExecutable: Sendable {
    private let descriptor: Int32

    /// Takes the descriptor over, and closes it in the end.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// A path by which this process, and programs that it starts, can open the file while this lives.
    package var path: String { "/proc/\(getpid())/fd/\(descriptor)" }
}
