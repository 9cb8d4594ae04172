import PeriscopeHistory
import PeriscopeHub
import PeriscopeWire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Why the file at a library's path is what a server has loaded; without such a reason its names may be another's.
enum ModuleProof: Sendable, Equatable {
    /// The linker's id, as the server told it.
    case buildID(String)
    /// The server sees the files that we see, and this one has not changed since it started.
    case unchanged(since: UnixNanoseconds)
    case none

    /// To be asked while the server runs.
    init(_ module: WireModule, of app: AppRecord) {
        if !module.buildID.isEmpty {
            self = .buildID(module.buildID)
        } else if Self.seesOurFiles(app) {
            self = .unchanged(since: app.startedAt)
        } else {
            self = .none
        }
    }

    /// Whether it holds for a file that is open.
    func holds(for descriptor: Int32) -> Bool {
        switch self {
        case .buildID(let id): return BuildNote.read(descriptor) == id
        case .unchanged(let start):
            var status = stat()
            return fstat(descriptor, &status) == 0 && Self.changed(status) < start
        case .none: return false
        }
    }

    /// When a file's contents, name or place changed last: one that a package manager puts in an older one's place has
    /// the time of that, whatever time its contents claim.
    private static func changed(_ status: stat) -> UnixNanoseconds {
        #if canImport(Darwin)
            let time = status.st_ctimespec
        #else
            let time = status.st_ctim
        #endif
        return UnixNanoseconds(time.tv_sec) * 1_000_000_000 + UnixNanoseconds(time.tv_nsec)
    }

    /// Not so in a container, where the same path is another file.
    private static func seesOurFiles(_ app: AppRecord) -> Bool {
        #if os(Linux)
            let process = "/proc/\(app.pid)"
            guard let ours = target(of: "/proc/self/ns/mnt"), target(of: process + "/ns/mnt") == ours else {
                return false
            }
            // The number may be that of a process in a container, and another's here.
            return runs(app, at: process + "/exe")
        #else
            return false
        #endif
    }

    private static func runs(_ app: AppRecord, at path: String) -> Bool {
        guard !app.buildID.isEmpty else { return target(of: path) == app.executable }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return BuildNote.read(descriptor) == app.buildID || target(of: path) == app.executable
    }

    private static func target(of link: String) -> String? {
        var bytes = [CChar](repeating: 0, count: 4096)
        let count = readlink(link, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
}
