#if os(Linux)
    import CPeriscope
    import Dispatch
    import Periscope
    import PeriscopeWire
    import Synchronization
    import Testing
    import Tracing

    #if canImport(Glibc)
        import Glibc
    #else
        import Musl
    #endif

    /// Real samples of real work: what is on a sample's stack says whose it is.
    @Suite("Whose work a sample is", .serialized, .timeLimit(.minutes(2)))
    struct AttributionTests {
        /// The functions that burn, by their first instructions.
        private static let starts = Mutex<[UInt64: String]>([:])

        /// Notes where the caller's function begins, under its name.
        @inline(never)
        static func note(_ name: String) {
            var stack = periscope_stack()
            periscope_walk(&stack, 1, false)
            let start = Self.start(of: withUnsafeBytes(of: stack.frames) { $0.load(as: UInt64.self) })
            starts.withLock { if start != 0 { $0[start] = name } }
        }

        /// The first instruction of the function of a frame of the executable.
        static func start(of frame: UInt64) -> UInt64 {
            periscope_find_rule(periscope_executable().base + (frame & (1 << 47 - 1)) + 1).function
        }

        static func threadTime() -> UInt64 {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        }

        /// Uses CPU time of the calling thread.
        @inline(__always)
        static func work(_ milliseconds: UInt64, _ seed: UInt64) -> UInt64 {
            var mixed = seed
            let end = threadTime() + milliseconds * 1_000_000
            while threadTime() < end {
                for _ in 0..<2_000 { mixed = mixed &* 6_364_136_223_846_793_005 &+ seed }
            }
            return mixed
        }

        // One for each span of each request; the numbers keep the compiler from making one of them.
        @inline(never) static func burnAHandler() { note("a handler"); sink(work(20, 11)) }
        @inline(never) static func burnAChild() { note("a child"); sink(work(20, 12)) }
        @inline(never) static func burnASpan() { note("a span"); sink(work(20, 13)) }
        @inline(never) static func burnATraced() { note("a traced"); sink(work(20, 14)) }
        @inline(never) static func burnBHandler() { note("b handler"); sink(work(20, 15)) }
        @inline(never) static func burnBChild() { note("b child"); sink(work(20, 16)) }
        @inline(never) static func burnBSpan() { note("b span"); sink(work(20, 17)) }
        @inline(never) static func burnBTraced() { note("b traced"); sink(work(20, 18)) }
        @inline(never) static func burnDetached() { note("detached"); sink(work(300, 19)) }
        @inline(never) static func burnDispatched() { note("dispatched"); sink(work(300, 20)) }

        private static let sum = Atomic<UInt64>(0)
        static func sink(_ value: UInt64) { sum.wrappingAdd(value, ordering: .relaxed) }

        struct Burners: Sendable {
            let handler, child, span, traced: @Sendable () -> Void
        }

        /// Awaits between all it does, so that two of them share the threads.
        private func serve(_ path: String, _ probe: Probe, _ burners: Burners) async {
            guard let recording = probe.open(path) else { return }
            await recording.bound {
                for _ in 0..<4 {
                    burners.handler()
                    await Task.yield()
                    await probe.span("span") {
                        burners.span()
                        await Task.yield()
                        burners.span()
                    }
                    await withTaskGroup { group in
                        for _ in 0..<2 {
                            group.addTask {
                                await Task.yield()
                                burners.child()
                            }
                        }
                    }
                    await probe.tracer.withAnySpan("traced") { _ in
                        burners.traced()
                        await Task.yield()
                        burners.traced()
                    }
                }
            }
            recording.recorder.finish(RequestEnding(end: probe.now(), status: 200))
        }

        @Test("Two requests at once, with children, spans and tracing spans: none is given another's sample")
        func interleaved() async throws {
            let hub = try await TestHub.listening()
            let probe = Probe.test(at: hub.path, environment: ["PERISCOPE_PROFILE": "1"])
            probe.request("/first")
            await hub.until { $0.profiler.on || !$0.profiler.problem.isEmpty }
            try #require(hub.log.profiler.on, "\(hub.log.profiler.problem)")
            let ours = Burners(
                handler: Self.burnAHandler, child: Self.burnAChild, span: Self.burnASpan, traced: Self.burnATraced)
            let theirs = Burners(
                handler: Self.burnBHandler, child: Self.burnBChild, span: Self.burnBSpan, traced: Self.burnBTraced)
            async let first: Void = serve("/a", probe, ours)
            async let second: Void = serve("/b", probe, theirs)
            _ = await (first, second)
            await Task.detached { Self.burnDetached() }.value
            await withCheckedContinuation { done in
                DispatchQueue(label: "other").async {
                    Self.burnDispatched()
                    done.resume()
                }
            }
            _ = await (hub.ended("/a"), hub.ended("/b"))
            await hub.until { $0.outside.samples.reduce(0) { $0 + $1.count } > 5 }
            await probe.shutDown()
            let log = hub.log
            await hub.stop()
            check(log)
        }

        private func check(_ log: HubLog) {
            var right: [String: UInt32] = [:]
            var unattributed: UInt32 = 0
            for request in log.requests.values {
                for sample in request.samples {
                    guard let owner = owner(of: log.stack(sample.node)) else { continue }
                    if isRight(sample, owner, request) {
                        right[owner, default: 0] += sample.count
                    } else if request.id == 0 {
                        unattributed += sample.count
                    } else {
                        Issue.record("\(request.head.path), span \(sample.span) was given a sample of \(owner)")
                    }
                }
            }
            let names = ["a", "b"].flatMap { path in ["handler", "child", "span", "traced"].map { "\(path) \($0)" } }
            for name in names { #expect(right[name, default: 0] > 5, "\(name)") }
            #expect(right["detached", default: 0] > 0 && right["dispatched", default: 0] > 0)
            let sum = right.values.reduce(0, +)
            #expect(unattributed * 50 <= sum, "\(unattributed) of \(sum + unattributed) found no request")
            #expect(log.unknownPlaces == 0)
        }

        private func isRight(_ sample: WireProfileSample, _ owner: String, _ request: SeenRequest) -> Bool {
            let words = owner.split(separator: " ")
            guard words.count == 2 else { return request.id == 0 && sample.span == 0 }
            guard request.head.path == "/\(words[0])" else { return false }
            // What is in no span of its own is the server span's, whose id the request has.
            let ids = request.spans.filter { $0.name == words[1] }.map(\.wire.id)
            return ids.isEmpty ? sample.span == request.id : ids.contains(sample.span)
        }

        /// The burning function that is on a stack.
        private func owner(of stack: [UInt64]) -> String? {
            let starts = Self.starts.withLock { $0 }
            for frame in stack where frame >> 48 == 0 {
                if let name = starts[Self.start(of: frame)] { return name }
            }
            return nil
        }
    }
#endif
