#if os(Linux)
    import Glibc
    import PeriscopeSymbols
    import Testing

    @Suite("Program counters have names and lines", .timeLimit(.minutes(5)), .serialized)
    struct SymbolizerTests {
        private let folder = TestFolder()

        /// The toolchain's, and the system's where it is another.
        private static let tools: [String] = {
            let path = String(cString: getenv("PATH"))
            let installed = "/usr/bin/llvm-symbolizer"
            let system = access(installed, X_OK) == 0 ? installed : nil
            return Set([SymbolTool.find(environment: ["PATH": path]), system].compactMap(\.self)).sorted()
        }()

        private func rungs(_ climb: Ladder.Climb, _ tool: String, in binary: String) throws -> [Ladder.Rung] {
            let names = try Symbolizer(tool: tool, timeout: .seconds(60)).name(climb.addresses, in: binary).get()
            return climb.addresses.flatMap { names[$0] ?? [] }
                .filter { $0.path.hasSuffix("/Ladder.swift") && $0.line > 0 }
                .map { Ladder.Rung(function: $0.function, line: $0.line) }
        }

        /// In this order, with others between them.
        private func expect(_ found: [Ladder.Rung], _ wanted: [Ladder.Rung]) {
            var rest = found[...]
            for rung in wanted {
                guard let index = rest.firstIndex(of: rung) else {
                    Issue.record("\(rung) is not in \(found)")
                    return
                }
                rest = rest[(index + 1)...]
            }
        }

        @Test("A tool is there to test with")
        func tool() { #expect(!Self.tools.isEmpty) }

        @Test("Callers on the stack have the line of their call, closures the name of their function", arguments: tools)
        func synchronous(tool: String) throws {
            let climb = try Ladder().synchronous()
            expect(try rungs(climb, tool, in: "/proc/self/exe"), climb.rungs)
        }

        @Test("Callers over an await have the line of the await", arguments: tools)
        func asynchronous(tool: String) async throws {
            let climb = try await Ladder().asynchronous()
            expect(try rungs(climb, tool, in: "/proc/self/exe"), climb.rungs)
        }

        @Test("A file that was deleted after it was opened is read by its descriptor", arguments: tools)
        func deleted(tool: String) throws {
            let copy = folder.file("server", TestFolder.contents(of: "/proc/self/exe"))
            let descriptor = open(copy, O_RDONLY | O_CLOEXEC)
            defer { close(descriptor) }
            unlink(copy)
            folder.file("server", Array("#!/bin/sh".utf8))
            let climb = try Ladder().synchronous()
            expect(try rungs(climb, tool, in: "/proc/\(getpid())/fd/\(descriptor)"), climb.rungs)
            expect(try rungs(climb, tool, in: "/proc/self/fd/\(descriptor)"), climb.rungs)
        }

        @Test("A binary that is half written, or none, is a sentence or nameless", arguments: tools)
        func hostile(tool: String) {
            let whole = TestFolder.contents(of: "/proc/self/exe").prefix(8 << 20)
            var scrambled = Array(whole)
            for index in stride(from: 64, to: scrambled.count, by: 97) {
                scrambled[index] = UInt8(truncatingIfNeeded: index)
            }
            let files = [
                Array(whole.prefix(64)), Array(whole.prefix(1000)), Array(whole), scrambled, Array("hello".utf8), [],
            ]
            for (index, bytes) in files.enumerated() {
                let file = folder.file("server\(index)", bytes)
                let address = SymbolAddress(0x1000, .exact)
                switch Symbolizer(tool: tool).name([address], in: file) {
                case .success(let names): #expect(names[address]?.allSatisfy { $0.line == 0 } == true)
                case .failure(let problem): #expect("\(problem)".hasSuffix("."))
                }
            }
        }

        @Test("Addresses where no code is have no lines, and spoil none", arguments: tools)
        func nowhere(tool: String) throws {
            let climb = try Ladder().synchronous()
            let odd = [0, 1, .max, .max - 1, 1 << 40] as [UInt64]
            let addresses = odd.flatMap { [SymbolAddress($0, .exact), SymbolAddress($0, .returnAddress)] }
            let all = Ladder.Climb(addresses: addresses + climb.addresses, rungs: climb.rungs)
            let names = try Symbolizer(tool: tool).name(all.addresses, in: "/proc/self/exe").get()
            #expect(names.count == Set(all.addresses).count)
            // The linker has names for the beginning and the end of what it made.
            for address in addresses { #expect(names[address]?.allSatisfy { $0.line == 0 } == true) }
            expect(try rungs(all, tool, in: "/proc/self/exe"), climb.rungs)
        }
    }
#endif
