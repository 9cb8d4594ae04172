import PeriscopeHub
import PeriscopeWire
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("The executable of a server is held open from its hello on", .timeLimit(.minutes(1)))
struct ServerExecutableTests {
    private let folder = TestFolder()
    private var path: String { folder.socket }

    @Test("It is the file that the connected process runs; two connections share it")
    func ofPeer() async throws {
        let viewer = try TestViewer(path).started()
        let clients = (1...2).compactMap { TestClient.server(path, pid: $0) }
        #expect(clients.count == 2)
        let first = try #require(await viewer.executable() ?? nil)
        let second = try #require(await viewer.executable() ?? nil)
        #expect(first === second)
        #expect(sameFile(first.path, ownExecutable))
        // A reader on the same machine finds it by the hello, which says another process here.
        let reader = try TestViewer(path).started()
        #expect(try #require(await reader.executable()) === nil)
    }

    @Test("A build id that is not the file's own, and no other file by that id: none is opened")
    func otherBuild() async throws {
        guard buildID(of: ownExecutable) != nil else { return }
        let viewer = try TestViewer(path).started()
        let server = try #require(TestClient(path))
        var hello = TestClient.serverHello()
        hello.buildID = "0123456789abcdef"
        hello.executable = ownExecutable
        server.send(.hello(hello))
        #expect(try #require(await viewer.executable()) === nil)
    }

    @Test("A reader opens it by the hello that is passed on, where the build id is the file's")
    func relayed() async throws {
        let first = try TestViewer(path).started()
        let server = try #require(TestClient(path))
        var hello = TestClient.serverHello(pid: UInt64(getpid()))
        hello.buildID = buildID(of: ownExecutable) ?? ""
        hello.executable = ownExecutable
        server.send(.hello(hello))
        #expect(try #require(await first.executable()) !== nil)
        let second = try TestViewer(path).started()
        let executable = try #require(await second.executable() ?? nil)
        #expect(sameFile(executable.path, ownExecutable))
    }

    @Test("A file that was deleted, or replaced, is still there to be read")
    func deleted() throws {
        let file = folder.path + "/server"
        #expect(write(elf(id: [1, 2, 3, 4]), to: file))
        var executables = ServerExecutables(limit: 4)
        let opened = executables.open(.certain(0), hello(id: "01020304", file))
        unlink(file)
        #expect(write(elf(id: [5, 6, 7, 8]), to: file))
        let openedNext = executables.open(.certain(0), hello(id: "05060708", file))
        let (executable, next) = (try #require(opened), try #require(openedNext))
        #expect(buildID(of: executable.path) == "01020304")
        #expect(buildID(of: next.path) == "05060708")
    }

    @Test("What is no regular file is left alone, at once")
    func notFiles() throws {
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        var executables = ServerExecutables(limit: 4)
        for path in [
            pipe, "/dev/zero", "/dev/tty", folder.path, folder.path + "/none", "", "relative", "/proc/self/mem",
        ] {
            for id in ["", "00"] {
                for process in [ServerExecutables.Process.certain(0), .claimed(0), .claimed(-1)] {
                    let opened = executables.open(process, hello(id: id, path))
                    #expect(opened === nil)
                }
            }
        }
    }

    @Test("A file that the hello names is believed only by its build id")
    func unproven() {
        let file = folder.path + "/server"
        #expect(write(elf(id: [1, 2, 3, 4]), to: file))
        var executables = ServerExecutables(limit: 4)
        for (id, isOurs) in [("", false), ("0102030405", false), ("01020304", true)] {
            let opened = executables.open(.certain(0), hello(id: id, file))
            #expect((opened !== nil) == isOurs)
        }
    }

    @Test("Of more builds than are held open the oldest is let go; one that connects again is not")
    func limit() throws {
        var executables = ServerExecutables(limit: 2)
        var open: [ServerExecutable] = []
        for id in [1, 2, 1, 3] as [UInt8] {
            let file = folder.path + "/server\(id)"
            #expect(access(file, F_OK) == 0 || write(elf(id: [id, id, id, id]), to: file))
            let name = String(repeating: "0\(id)", count: 4)
            let opened = executables.open(.certain(0), hello(id: name, file))
            open.append(try #require(opened))
        }
        #expect(open[0] === open[2])
        #expect(open.map(\.isOpen) == [true, false, true, true])
        #expect(open[1].path == "")
        #expect(buildID(of: open[3].path) == "03030303")
    }

    @Test("Any bytes where a binary should be have no build id, and do no harm")
    func hostileBinaries() {
        let file = folder.path + "/server"
        let whole = elf(id: [1, 2, 3, 4])
        #expect(write(whole, to: file))
        #expect(buildID(of: file) == "01020304")
        for end in 0..<whole.count {
            #expect(write(Array(whole[..<end]), to: file))
            #expect(buildID(of: file) == nil)
        }
        for place in whole.indices {
            for byte in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
                var bytes = whole
                bytes[place] = byte
                #expect(write(bytes, to: file))
                _ = buildID(of: file)
            }
        }
        #expect(write(machO(id: Array(1...16)), to: file))
        #expect(buildID(of: file) == "0102030405060708090a0b0c0d0e0f10")
    }

    // MARK: Files

    private var ownExecutable: String {
        #if os(Linux)
            guard let real = realpath("/proc/self/exe", nil) else { return "" }
            defer { free(real) }
            return String(cString: real)
        #else
            var buffer = [UInt8](repeating: 0, count: 4 * Int(MAXPATHLEN))
            let count = proc_pidpath(getpid(), &buffer, UInt32(buffer.count))
            return String(decoding: buffer.prefix(max(0, Int(count))), as: UTF8.self)
        #endif
    }

    private func hello(id: String, _ executable: String) -> WireHello {
        var hello = TestClient.serverHello()
        (hello.buildID, hello.executable) = (id, executable)
        return hello
    }

    private func buildID(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return BuildNote.read(descriptor)
    }

    private func sameFile(_ one: String, _ other: String) -> Bool {
        var (first, second) = (stat(), stat())
        return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
            && first.st_dev == second.st_dev
    }

    private func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        defer { close(descriptor) }
        #if canImport(Glibc)
            return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        #elseif canImport(Musl)
            return Musl.write(descriptor, bytes, bytes.count) == bytes.count
        #else
            return Darwin.write(descriptor, bytes, bytes.count) == bytes.count
        #endif
    }

    /// An executable of two program headers, the second of which is notes.
    private func elf(id: [UInt8]) -> [UInt8] {
        let notes = number(4, 4) + number(2, 4) + number(1, 4) + Array("GNU\0".utf8) + [9, 9, 0, 0]
        let note = number(4, 4) + number(UInt64(id.count), 4) + number(3, 4) + Array("GNU\0".utf8) + id
        var bytes: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
        bytes += number(3, 2) + number(62, 2) + number(1, 4) + number(0, 8) + number(64, 8) + number(0, 8)
        bytes += number(0, 4) + number(64, 2) + number(56, 2) + number(2, 2) + number(0, 6)
        bytes += number(1, 4) + Array(repeating: 0, count: 52)
        let size = UInt64(notes.count + note.count)
        bytes += number(4, 4) + number(4, 4) + number(176, 8) + number(0, 16) + number(size, 8) + number(size, 8)
        return bytes + number(4, 8) + notes + note
    }

    private func machO(id: [UInt8]) -> [UInt8] {
        var bytes = number(0xfeed_facf, 4) + number(0, 12) + number(2, 4) + number(40, 4) + number(0, 8)
        bytes += number(0x19, 4) + number(16, 4) + number(0, 8)
        bytes += number(0x1b, 4) + number(24, 4) + id
        return bytes + Array(repeating: 0, count: 32)
    }

    private func number(_ value: UInt64, _ size: Int) -> [UInt8] {
        (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }
}
