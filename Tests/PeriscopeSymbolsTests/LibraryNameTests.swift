#if os(Linux)
    import Glibc
    import PeriscopeSymbols
    import Testing

    @Suite("Functions of shared libraries have their names, or none", .timeLimit(.minutes(2)))
    struct LibraryNameTests {
        private let symbolizer: Symbolizer = {
            let path = String(cString: getenv("PATH"))
            return Symbolizer(tool: SymbolTool.find(environment: ["PATH": path]))
        }()

        /// An exported function of a library that this process has loaded.
        private struct Export {
            let offset: UInt64
            let path: String

            init?(_ function: String) {
                guard let address = dlsym(nil, function) else { return nil }
                let place = UInt64(UInt(bitPattern: address))
                let maps = String(decoding: TestFolder.contents(of: "/proc/self/maps"), as: UTF8.self)
                let lines = maps.split(separator: "\n").map {
                    $0.split(separator: " ", omittingEmptySubsequences: true)
                }
                func range(_ line: [Substring]) -> Range<UInt64> {
                    let ends = line[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
                    return ends[0]..<ends[1]
                }
                guard let path = lines.first(where: { $0.count > 5 && range($0).contains(place) })?[5],
                    let base = lines.first(where: { $0.count > 5 && $0[5] == path }).map({ range($0).lowerBound })
                else { return nil }
                self.path = String(path)
                offset = place - base
            }
        }

        private func names(_ offsets: [UInt64], in path: String) throws -> [String] {
            let addresses = offsets.map { SymbolAddress($0, .exact) }
            let found = try symbolizer.name(addresses, in: path).get()
            return addresses.map { found[$0]?.last?.function ?? "" }
        }

        @Test(
            "An exported function is named, at its start and inside",
            arguments: ["swift_retain", "swift_task_create", "malloc", "getpid"])
        func exported(function: String) throws {
            let export = try #require(Export(function))
            for name in try names([export.offset, export.offset + 4], in: export.path) {
                // A function may have several names, such as `__libc_malloc`, and a wrapper leads to the real one.
                let bare = name.split(separator: "(").first.map(String.init) ?? ""
                #expect(bare.contains(function) || bare.contains("_" + function.dropFirst(6)), "\(name)")
            }
        }

        @Test("A function of the standard library is demangled")
        func demangled() throws {
            let export = try #require(Export("$sSS6appendyySSF"))
            #expect(try names([export.offset], in: export.path) == ["String.append(_:)"])
        }

        @Test("The table of jumps to other libraries is no function's, whatever stands before it")
        func jumps() throws {
            let export = try #require(Export("swift_retain"))
            let file = TestFolder.contents(of: export.path)
            let table = try #require(ELFSections(file).start(of: ".plt"))
            for name in try names([table + 16, table + 64], in: export.path) { #expect(name.isEmpty, "\(name)") }
        }
    }

    /// Where the sections of a binary begin; the binary is trusted.
    private struct ELFSections {
        private let file: [UInt8]

        init(_ file: [UInt8]) {
            self.file = file
        }

        func start(of section: String) -> UInt64? {
            let table = number(40, 8)
            let names = header(table, number(62, 2))
            for index in 0..<number(60, 2) {
                let place = header(table, index)
                let text = Int(number(names + 24, 8) + number(place, 4))
                let name = file[text...].prefix { $0 != 0 }
                if String(decoding: name, as: UTF8.self) == section { return number(place + 16, 8) }
            }
            return nil
        }

        private func header(_ table: UInt64, _ index: UInt64) -> UInt64 { table + index * 64 }

        private func number(_ place: UInt64, _ size: Int) -> UInt64 {
            file[Int(place)..<Int(place) + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
#endif
