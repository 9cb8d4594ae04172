import CPeriscope
import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process as the kernel sees it.
///
/// Reads a few files of /proc on Linux: about 50 µs, more with many descriptors.
package struct ProcessFigures: Sendable {
    package var userCPU: UInt64 = 0
    package var systemCPU: UInt64 = 0
    package var residentBytes: UInt64 = 0
    package var threads: UInt32 = 0
    package var descriptors: UInt32 = 0
    package var uptime: UInt64 = 0

    /// What cannot be read is 0.
    package static func current() -> ProcessFigures {
        var figures = ProcessFigures()
        var usage = rusage()
        if getrusage(ownUsage, &usage) == 0 {
            figures.userCPU = nanoseconds(usage.ru_utime)
            figures.systemCPU = nanoseconds(usage.ru_stime)
        }
        if let started = startedUnixNanoseconds() {
            let now = Int64(clamping: MonotonicClock.nanoseconds(CLOCK_REALTIME))
            figures.uptime = now > started ? UInt64(now - started) : 0
        }
        figures.readKernel()
        return figures
    }

    /// These figures as a message.
    func sample(at time: UInt64) -> WireProcessSample {
        var sample = WireProcessSample()
        sample.atNs = time
        sample.userCpuNs = userCPU
        sample.systemCpuNs = systemCPU
        sample.residentBytes = residentBytes
        sample.threads = threads
        sample.descriptors = descriptors
        sample.uptimeNs = uptime
        return sample
    }

    package static func workingDirectory() -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getcwd(&buffer, buffer.count) != nil else { return "" }
        return text(buffer)
    }

    /// The operating system's name, the kernel's version and the machine's kind.
    package static func system() -> (name: String, kernel: String, machine: String) {
        var names = utsname()
        guard uname(&names) == 0 else { return ("", "", "") }
        let kernel = fixedText(names.sysname) + " " + fixedText(names.release)
        return (systemName() ?? kernel, kernel, fixedText(names.machine))
    }

    private static func nanoseconds(_ time: timeval) -> UInt64 {
        UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_usec) &* 1_000
    }

    /// Text in a C array of fixed size, which Swift sees as a tuple.
    private static func fixedText<T>(_ field: T) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    private static func text(_ buffer: [CChar]) -> String {
        String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

#if os(Linux)
    extension ProcessFigures {
        private static var ownUsage: __rusage_who_t { __rusage_who_t(RUSAGE_SELF.rawValue) }

        private mutating func readKernel() {
            let pages = Self.contents("/proc/self/statm").split(separator: " ")
            if pages.count > 1, let resident = UInt64(pages[1]) {
                residentBytes = resident &* UInt64(clamping: sysconf(Int32(_SC_PAGESIZE)))
            }
            threads = Self.count(in: "/proc/self/task")
            // Less the one that counts.
            let open = Self.count(in: "/proc/self/fd")
            descriptors = open > 0 ? open - 1 : 0
        }

        /// When the process started, from the kernel's clock ticks since boot: to 10 ms.
        package static func startedUnixNanoseconds() -> Int64? {
            let status = contents("/proc/self/stat")
            // The name, in parentheses, may hold anything; the fields that follow it start with the third.
            guard let name = status.lastIndex(of: ")") else { return nil }
            let fields = status[name...].split(separator: " ")
            let ticksASecond = UInt64(clamping: sysconf(Int32(_SC_CLK_TCK)))
            guard fields.count > 20, let ticks = UInt64(fields[20]), ticksASecond > 0 else { return nil }
            let sinceBoot = ticks &* (1_000_000_000 / ticksASecond)
            let now = MonotonicClock.nanoseconds(CLOCK_REALTIME)
            let boot = MonotonicClock.nanoseconds(CLOCK_BOOTTIME)
            return Int64(clamping: now &- (boot &- sinceBoot))
        }

        package static func executablePath() -> String? {
            var buffer = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/self/exe", &buffer, buffer.count)
            guard count > 0 else { return nil }
            return text(Array(buffer.prefix(count)))
        }

        private static func systemName() -> String? {
            for line in contents("/etc/os-release").split(separator: "\n") where line.hasPrefix("PRETTY_NAME=") {
                return String(line.dropFirst("PRETTY_NAME=".count)).filter { $0 != "\"" }
            }
            return nil
        }

        /// A small file's text; empty where it cannot be read.
        private static func contents(_ path: String) -> String {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return "" }
            defer { close(file) }
            var buffer = [UInt8](repeating: 0, count: 8192)
            let size = buffer.count
            let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, size) }
            return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : ""
        }

        /// Entries of a folder.
        private static func count(in path: String) -> UInt32 {
            guard let folder = opendir(path) else { return 0 }
            defer { closedir(folder) }
            var count: UInt32 = 0
            while let entry = readdir(folder) {
                if entry.pointee.d_name.0 != CChar(bitPattern: UInt8(ascii: ".")) { count += 1 }
            }
            return count
        }
    }
#else
    extension ProcessFigures {
        private static var ownUsage: Int32 { RUSAGE_SELF }

        private mutating func readKernel() {
            var information = proc_taskinfo()
            let size = Int32(MemoryLayout<proc_taskinfo>.size)
            if proc_pidinfo(getpid(), PROC_PIDTASKINFO, 0, &information, size) == size {
                residentBytes = information.pti_resident_size
                threads = UInt32(clamping: information.pti_threadnum)
            }
            let bytes = proc_pidinfo(getpid(), PROC_PIDLISTFDS, 0, nil, 0)
            descriptors = UInt32(clamping: Int(bytes) / MemoryLayout<proc_fdinfo>.size)
        }

        /// When the process started, from the kernel's table of processes.
        package static func startedUnixNanoseconds() -> Int64? {
            var information = proc_bsdinfo()
            let size = Int32(MemoryLayout<proc_bsdinfo>.size)
            guard proc_pidinfo(getpid(), PROC_PIDTBSDINFO, 0, &information, size) == size else { return nil }
            let seconds = Int64(clamping: information.pbi_start_tvsec)
            return seconds &* 1_000_000_000 &+ Int64(clamping: information.pbi_start_tvusec) &* 1_000
        }

        package static func executablePath() -> String? {
            var buffer = [CChar](repeating: 0, count: 4096)
            guard proc_pidpath(getpid(), &buffer, UInt32(buffer.count)) > 0 else { return nil }
            return text(buffer)
        }

        private static func systemName() -> String? {
            var buffer = [CChar](repeating: 0, count: 64)
            var size = buffer.count
            guard sysctlbyname("kern.osproductversion", &buffer, &size, nil, 0) == 0 else { return nil }
            return "macOS " + text(buffer)
        }
    }
#endif
