#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process's memory that is in RAM.
enum ResidentMemory {
    #if os(Linux)
        /// Opened at the first question and kept, since to open it costs more than to read it.
        private static let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        private static let pageBytes = UInt64(clamping: sysconf(Int32(_SC_PAGESIZE)))

        /// One read of a few bytes; 0 where that fails.
        static var bytes: UInt64 {
            guard file >= 0 else { return 0 }
            return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
                let count = pread(file, buffer.baseAddress, buffer.count, 0)
                guard count > 0 else { return 0 }
                return pages(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])) &* pageBytes
            }
        }

        /// The second number of the line; the first is the size of the address space.
        private static func pages(in line: UnsafeRawBufferPointer) -> UInt64 {
            var pages: UInt64 = 0
            var spaces = 0
            for byte in line {
                if byte == UInt8(ascii: " ") { spaces += 1 }
                if spaces > 1 { break }
                guard spaces == 1, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { continue }
                pages = pages &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
            }
            return pages
        }
    #else
        /// One question to the kernel; 0 where that fails.
        static var bytes: UInt64 {
            var information = proc_taskinfo()
            let size = Int32(MemoryLayout<proc_taskinfo>.size)
            guard proc_pidinfo(getpid(), PROC_PIDTASKINFO, 0, &information, size) == size else { return 0 }
            return information.pti_resident_size
        }
    #endif
}
