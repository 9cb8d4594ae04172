#if os(Linux)
    import PeriscopeSymbols
    import Runtime

    /// Functions that call each other, whose lines are known, with the addresses that a walk of the stack finds.
    struct Ladder {
        /// A place that a frame must be named as.
        struct Rung: Equatable, CustomStringConvertible {
            let function: String
            let line: Int

            var description: String { "\(function):\(line)" }
        }

        /// What the stack was, and the rungs that must be in it, innermost first.
        struct Climb {
            var addresses: [SymbolAddress]
            var rungs: [Rung]
        }

        func synchronous() throws -> Climb {
            var climb = try middle([1, 2, 3])
            climb.rungs.append(Rung(function: "Ladder.synchronous()", line: #line - 1))
            return climb
        }

        private func middle(_ numbers: [Int]) throws -> Climb {
            let climbs = try numbers.prefix(1).map { number in
                var climb = try self.bottom(number)
                climb.rungs.append(Rung(function: "Ladder.middle(_:)", line: #line - 1))
                return climb
            }
            return climbs[0]
        }

        @inline(never)
        private func bottom(_ number: Int) throws -> Climb {
            let addresses = try Ladder.capture()
            return Climb(addresses: addresses, rungs: [Rung(function: "Ladder.bottom(_:)", line: #line - 1)])
        }

        func asynchronous() async throws -> Climb {
            await Task.yield()
            var climb =
                try await asynchronousMiddle(
                    named: "a"
                ) { number in
                    await Task.yield()
                    return try await asynchronousBottom(number)
                }
            // Of the closure that called, and of the call in three lines.
            climb.rungs.append(Rung(function: "Ladder.asynchronous()", line: #line - 7))
            return climb
        }

        private func asynchronousMiddle(
            named name: String, _ body: (Int) async throws -> Climb
        ) async throws -> Climb {
            await Task.yield()
            var climb = try await body(name.count)
            climb.rungs.append(Rung(function: "Ladder.asynchronousMiddle(named:_:)", line: #line - 1))
            await Task.yield()
            return climb
        }

        private func asynchronousBottom(_ number: Int) async throws -> Climb {
            await Task.yield()
            let addresses = try Ladder.capture()
            let rung = Rung(function: "Ladder.asynchronousBottom(_:)", line: #line - 1)
            return Climb(addresses: addresses, rungs: [rung])
        }

        // MARK: The walk

        /// Offsets from where this program was loaded, as a probe sends them.
        @inline(never)
        private static func capture() throws -> [SymbolAddress] {
            let base = loadAddress
            return try Backtrace.capture().frames.compactMap { frame in
                switch frame {
                case .returnAddress(let address): UInt64(address).map { SymbolAddress($0 &- base, .returnAddress) }
                case .asyncResumePoint(let address): UInt64(address).map { SymbolAddress($0 &- base, .exact) }
                default: nil
                }
            }
        }

        private static let loadAddress: UInt64 = {
            let maps = String(decoding: TestFolder.contents(of: "/proc/self/maps"), as: UTF8.self)
            return UInt64(maps.prefix { $0 != "-" }, radix: 16) ?? 0
        }()
    }
#endif
