#if os(Linux)
    import Foundation
    import Testing

    extension EndToEnd {
        /// Where the shop's CPU time goes: in the toolbar, and as a file.
        @Suite(.serialized)
        struct ProfileTests {
            /// The function that `/cpu` is about.
            private static var burner: Regex<(Substring, Substring)> {
                #/PrimeSearch\.isPrime\(_:\).*PrimeSearch\.swift:(\d+)/#
            }

            private func environment(_ place: Workplace) -> [String: String] {
                ["XDG_CONFIG_HOME": place.path("config")]
            }

            /// Sends the shop requests, one after the other, until it is enough.
            private func load(_ shop: RunningBookshop, _ targets: [String], while isGoingOn: () -> Bool) throws {
                while isGoingOn() { for target in targets { _ = try shop.get(target) } }
            }

            @Test("P turns the profiler on, and panel 8 names the function that burns, with its line")
            func toolbar() throws {
                let place = try Workplace()
                let tmux = try Tmux(columns: 150, rows: 45, environment: environment(place))
                try tmux.type("\(Binaries.periscope) --socket \(place.socket)")
                try tmux.waitFor("waits for an app") { $0.contains(place.socket) }
                let shop = try RunningBookshop(socket: place.socket)
                _ = try shop.get("/cpu?ms=1")
                try tmux.waitFor("/cpu")
                try tmux.press("P")
                try tmux.waitFor("the server has timers") { _ in Self.timers(of: shop.program.pid) > 0 }

                _ = try shop.get("/cpu?ms=600")
                try tmux.waitFor("ms=600")
                try tmux.press("g", "8")
                let screen = try tmux.waitFor("the function that burns", within: 60) { $0.contains(Self.burner) }
                let match = try #require(screen.firstMatch(of: Self.burner))
                let line = try #require(Int(match.1))
                #expect(Self.lines(of: "Models/PrimeSearch.swift", of: "isPrime").contains(line), "\(screen)")
                try tmux.press("Escape")

                _ = try shop.get("/reports/sales")
                try tmux.waitFor("/reports/sales")
                try tmux.press("g", "8")
                try tmux.waitFor("the report's own functions", within: 60) { screen in
                    screen.contains(#/(Basket|Sales)Analysis\.[a-z].*Analysis\.swift:\d+/#)
                }
                try tmux.press("Escape", "P")
                try tmux.waitFor("no timers are left") { _ in Self.timers(of: shop.program.pid) == 0 }
                try tmux.press("q")
                try tmux.waitFor("ready>")
            }

            @Test(
                "A file in each format holds as many samples as are printed, and off is off",
                arguments: ["folded", "json", "pb"])
            func files(ending: String) throws {
                let place = try Workplace()
                let tail = try RunningTail(socket: place.socket, environment: environment(place))
                let shop = try RunningBookshop(socket: place.socket)
                try tail.waitForApp()
                #expect(Self.timers(of: shop.program.pid) == 0)
                let file = place.path("cpu.\(ending)")
                let profile = try RunningProgram(
                    Binaries.periscope,
                    ["profile", "--socket", place.socket, "--seconds", "3", "--route", "/cpu", "-o", file],
                    environment: environment(place))
                _ = try eventually("the server has timers") { Self.timers(of: shop.program.pid) > 0 ? true : nil }
                try load(shop, ["/cpu?ms=200", "/reports/sales"]) { profile.isRunning }
                #expect(try profile.waitForEnd() == 0, "\(profile.errors)")
                _ = try eventually("no timers are left") { Self.timers(of: shop.program.pid) == 0 ? true : nil }
                #expect(profile.output.isEmpty)

                let text = profile.errors
                let (samples, period) = try Self.counted(text)
                #expect(samples > 0)
                #expect(text.contains("\(samples) samples written to \(file)"), "\(text)")
                // The first of the table, of a route that has nothing else to compute.
                let first = text.split(separator: "\n").first { $0.contains(#/^ *\d+\.\d %/#) }
                #expect(first?.contains(Self.burner) == true, "\(text)")
                let data = try Data(contentsOf: URL(filePath: file))
                switch ending {
                case "folded": try checkFolded(data, samples)
                case "json": try checkSpeedscope(data, samples, period)
                default: checkPprof(data, samples)
                }
            }

            /// The samples that were printed, and their period in nanoseconds: the kernel's tick, where that is longer.
            private static func counted(_ text: String) throws -> (samples: Int, period: Double) {
                let match = try #require(text.firstMatch(of: #/(?m)^(\d+) samples? of (\d+\.\d) ms/#), "\(text)")
                let period = try #require(Double(match.2)) * 1_000_000
                #expect(period >= 1_000_000 && period <= 20_000_000, "\(text)")
                return (try #require(Int(match.1)), period)
            }

            private func checkFolded(_ data: Data, _ samples: Int) throws {
                let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
                let counts = try lines.map { try #require(Int($0.split(separator: " ").last ?? "")) }
                #expect(counts.reduce(0, +) == samples)
                #expect(
                    lines.contains { $0.contains("ExtremesController.compute") && $0.contains(";PrimeSearch.isPrime") })
                #expect(!lines.contains { $0.contains("ReportController") })
            }

            private func checkSpeedscope(_ data: Data, _ samples: Int, _ period: Double) throws {
                let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
                #expect(object["$schema"] as? String == "https://www.speedscope.app/file-format-schema.json")
                let frames = try #require((object["shared"] as? [String: Any])?["frames"] as? [[String: Any]])
                let profile = try #require((object["profiles"] as? [[String: Any]])?.first)
                let stacks = try #require(profile["samples"] as? [[Int]])
                let weights = try #require(profile["weights"] as? [Int])
                #expect(stacks.count == weights.count)
                #expect(stacks.joined().allSatisfy { frames.indices.contains($0) })
                // The period is printed to a tenth of a millisecond.
                let off = Double(weights.reduce(0, +)) - Double(samples) * period
                #expect(abs(off) <= Double(samples) * 50_000, "\(samples) samples of \(period) ns, off by \(off)")
                #expect(frames.contains { $0["name"] as? String == "PrimeSearch.isPrime(_:)" })
            }

            private func checkPprof(_ data: Data, _ samples: Int) {
                let file = ProtobufFields(Array(data))
                let counts = file.messages(2).map { $0.packed(2).first ?? 0 }
                #expect(counts.reduce(0, +) == UInt64(samples))
                #expect(file.texts(6).first?.isEmpty == true)
                #expect(file.texts(6).contains("PrimeSearch.isPrime(_:)"))
            }

            @Test("Without --route all that the server did is counted, and ^c ends it early with what there is")
            func interrupted() throws {
                let place = try Workplace()
                let shop = try RunningBookshop(socket: place.socket)
                let profile = try RunningProgram(
                    Binaries.periscope, ["profile", "--socket", place.socket, "--seconds", "600", "--app", "bookshop"],
                    environment: environment(place))
                _ = try eventually("it profiles") { profile.errors.contains("profiling bookshop") ? true : nil }
                _ = try eventually("the server has timers") { Self.timers(of: shop.program.pid) > 0 ? true : nil }
                for _ in 0..<5 { _ = try shop.get("/cpu?ms=100") }
                _ = try shop.get("/authors")
                profile.send(SIGINT)
                #expect(try profile.waitForEnd() == 0, "\(profile.errors)")
                #expect(profile.output.contains(Self.burner), "\(profile.output)")
                #expect(profile.output.contains(#/\d+ samples of \d+\.\d ms, .* in \d+ requests/#))
                #expect(try Self.counted(profile.output).samples > 0)
                _ = try eventually("no timers are left") { Self.timers(of: shop.program.pid) == 0 ? true : nil }
            }

            @Test("What can't be is said before any time is spent on it")
            func refusals() throws {
                let place = try Workplace()
                let there = place.path("there.json")
                try "mine".write(toFile: there, atomically: true, encoding: .utf8)
                for (arguments, code, words) in [
                    (["--output", there], 1, "is there already"),
                    (["--output", place.path("none/x.json")], 1, "No such file"),
                    (["--output", place.path("x.svg")], 64, "speedscope"),
                    (["--seconds", "0"], 64, "seconds"),
                    (["--output", "-", "--top"], 64, "standard output"),
                    (["--seconds", "1"], 1, "no server is connected"),
                ] {
                    let program = try RunningProgram(
                        Binaries.periscope, ["profile", "--socket", place.socket] + arguments,
                        environment: environment(place))
                    #expect(try program.waitForEnd() == Int32(code), "\(arguments)")
                    #expect(program.errors.contains(words), "\(program.errors)")
                }
                #expect(try String(contentsOfFile: there, encoding: .utf8) == "mine")
            }

            @Test("PERISCOPE_PROFILE=1 samples from the start, and 0 lets nobody")
            func variable() throws {
                let place = try Workplace()
                let on = try RunningBookshop(socket: place.socket, environment: ["PERISCOPE_PROFILE": "1"])
                _ = try eventually("it has timers by itself") { Self.timers(of: on.program.pid) > 0 ? true : nil }
                on.program.send(SIGTERM)
                try on.program.waitForEnd()

                let off = try RunningBookshop(socket: place.socket, environment: ["PERISCOPE_PROFILE": "0"])
                let profile = try RunningProgram(
                    Binaries.periscope, ["profile", "--socket", place.socket, "--seconds", "600"],
                    environment: environment(place))
                #expect(try profile.waitForEnd() == 1)
                #expect(profile.errors.contains("PERISCOPE_PROFILE=0"), "\(profile.errors)")
                #expect(Self.timers(of: off.program.pid) == 0)
            }

            // MARK: Looking

            /// The timers of a process, as the kernel has them.
            private static func timers(of pid: Int32) -> Int {
                let text = (try? String(contentsOfFile: "/proc/\(pid)/timers", encoding: .utf8)) ?? ""
                return text.split(separator: "\n").count { $0.hasPrefix("ID:") }
            }

            /// The lines of a function of the shop, from the sources beside the tests.
            private static func lines(of file: String, of function: String) -> Range<Int> {
                let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                    .deletingLastPathComponent()
                let text =
                    (try? String(contentsOf: top.appending(path: "Sources/Bookshop/\(file)"), encoding: .utf8)) ?? ""
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                guard let start = lines.firstIndex(where: { $0.contains("func \(function)") }) else { return 0..<0 }
                let end = lines[start...].firstIndex { $0 == "    }" } ?? lines.endIndex
                return start + 1..<end + 2
            }
        }
    }
#endif
