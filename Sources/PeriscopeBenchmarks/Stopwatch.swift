#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Nanoseconds of the clocks that budgets are in.
enum Stopwatch {
    /// Of all threads of this process.
    static func processCPU() -> UInt64 { read(CLOCK_PROCESS_CPUTIME_ID) }
    static func threadCPU() -> UInt64 { read(CLOCK_THREAD_CPUTIME_ID) }
    static func wall() -> UInt64 { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Bytes that `malloc` has handed out and not taken back.
enum HeapUse {
    #if canImport(Glibc)
        /// Nil where the C library gives no figures.
        ///
        /// `mallinfo2` is not in Swift's module of glibc, and returns a structure, so the text of `malloc_info` is read.
        static func bytes() -> Int? {
            typealias MallocInfo = @convention(c) (Int32, UnsafeMutablePointer<FILE>) -> Int32
            guard let symbol = dlsym(nil, "malloc_info"), let file = tmpfile() else { return nil }
            defer { fclose(file) }
            guard unsafeBitCast(symbol, to: MallocInfo.self)(0, file) == 0 else { return nil }
            return inUse(text(of: file))
        }

        private static func text(of file: UnsafeMutablePointer<FILE>) -> String {
            var bytes = [UInt8](repeating: 0, count: ftell(file))
            rewind(file)
            let count = fread(&bytes, 1, bytes.count, file)
            return String(decoding: bytes.prefix(count), as: UTF8.self)
        }

        /// The last lines are the totals: what the system gave, less what is free in it, and what was mapped apart.
        private static func inUse(_ text: String) -> Int? {
            func size(_ element: String) -> Int? {
                guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix(element) }),
                    let field = line.split(separator: " ").last(where: { $0.hasPrefix("size=") })
                else { return nil }
                return Int(field.filter(\.isNumber))
            }
            guard let given = size("<system type=\"current\""), let fast = size("<total type=\"fast\""),
                let rest = size("<total type=\"rest\""), let mapped = size("<total type=\"mmap\"")
            else { return nil }
            return given - fast - rest + mapped
        }
    #elseif canImport(Darwin)
        static func bytes() -> Int? { Int(mstats().bytes_used) }
    #else
        static func bytes() -> Int? { nil }
    #endif
}
