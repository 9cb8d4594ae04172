import Dispatch
import Periscope
import PeriscopeWire
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Questions for plans", .timeLimit(.minutes(1)))
struct PlanDeskTests {
    private static func question(
        _ id: UInt64, _ sql: String = "SELECT 1", at namespace: String = "/a"
    ) -> WirePlanRequest {
        var request = WirePlanRequest()
        request.id = id
        request.system = "sqlite"
        request.namespace = namespace
        request.sql = sql
        return request
    }

    /// The answer to one question.
    private func answer(_ desk: PlanDesk, _ question: WirePlanRequest) async -> WirePlanAnswer {
        await withCheckedContinuation { continuation in
            desk.ask(question) { continuation.resume(returning: $0) }
        }
    }

    @Test("The database of the path is asked, with the statement and its values, on another thread")
    func asking() async {
        let desk = PlanDesk()
        let asked = Mutex<[PlanQuestion]>([])
        let threads = Mutex<Set<UInt>>([])
        desk.register(system: "sqlite", namespace: "/a") { question in
            asked.withLock { $0.append(question) }
            threads.withLock { _ = $0.insert(Self.thread) }
            return .steps([PlanFindingStep(id: 2, parent: 0, detail: "SCAN book")])
        }
        desk.register(system: "sqlite", namespace: "/b") { _ in .problem("Not this one.") }
        var question = Self.question(7, "SELECT * FROM book WHERE a = ? AND b = ? AND c = ?")
        let values: [(String, UInt64, UInt64)] = [("1", 0, 0), ("[redacted]", 9, 0), ("long", 0, 3)]
        question.values = values.map { text, mask, cut in
            var value = WireValue()
            value.kind = .text
            value.text = text
            value.mask = mask
            value.truncatedBytes = cut
            return value
        }
        let answer = await answer(desk, question)
        #expect(answer.id == 7)
        #expect(answer.problem == "")
        #expect(answer.steps.map(\.detail) == ["SCAN book"])
        #expect(answer.durationNs > 0)
        let bound = asked.withLock { $0 }.first?.values ?? []
        #expect(bound.map(\.kind) == [.text, .null, .null])
        #expect(!threads.withLock { $0 }.contains(Self.thread))
    }

    @Test("One question is answered at a time, eight wait, and one more is told so at once")
    func limit() async {
        let desk = PlanDesk()
        let gate = DispatchSemaphore(value: 0)
        let busy = Mutex((now: 0, most: 0))
        let started = DispatchSemaphore(value: 0)
        desk.register(system: "sqlite", namespace: "/a") { _ in
            busy.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            started.signal()
            gate.wait()
            busy.withLock { $0.now -= 1 }
            return .steps([])
        }
        let answers = Mutex<[WirePlanAnswer]>([])
        let all = DispatchGroup()
        func ask(_ id: UInt64) {
            all.enter()
            desk.ask(Self.question(id)) { answer in
                answers.withLock { $0.append(answer) }
                all.leave()
            }
        }
        ask(0)
        Self.wait(started)
        for id in 1...10 as ClosedRange<UInt64> { ask(id) }
        let refused = answers.withLock { $0 }
        #expect(refused.map(\.id) == [9, 10])
        #expect(refused.allSatisfy { $0.problem.hasPrefix("Eight plans") })
        for _ in 0..<9 { gate.signal() }
        await withCheckedContinuation { done in all.notify(queue: .global()) { done.resume() } }
        #expect(answers.withLock { $0 }.map(\.id) == [9, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8])
        #expect(busy.withLock { $0.most } == 1)
        // The thread has ended, or ends; another question finds one.
        gate.signal()
        #expect(await answer(desk, Self.question(11)).problem == "")
    }

    @Test("What does not read, or has no database, is answered with a sentence and nobody is asked")
    func refusals() async {
        let desk = PlanDesk()
        let calls = Atomic<Int>(0)
        desk.register(system: "sqlite", namespace: "/a") { _ in
            calls.add(1, ordering: .relaxed)
            return .steps([])
        }
        for sql in ["DELETE FROM book", "", "ATTACH 'x' AS y", "PRAGMA x = 1"] {
            #expect(await answer(desk, Self.question(1, sql)).problem.hasSuffix("."))
        }
        #expect(await answer(desk, Self.question(2, at: "")).problem.contains("in memory"))
        #expect(await answer(desk, Self.question(3, at: "/etc/passwd")).problem.contains("no traced database at /etc"))
        var other = Self.question(4)
        other.system = "postgresql"
        #expect(await answer(desk, other).problem.contains("postgresql"))
        let giant = Self.question(5, "SELECT " + String(repeating: "1, ", count: 4_000_000) + "1")
        #expect(await answer(desk, giant).problem.contains("too long"))
        #expect(calls.load(ordering: .relaxed) == 0)
    }

    @Test("A question too large to be kept is answered at once, and takes no place of the eight")
    func sizes() {
        let desk = PlanDesk()
        let (started, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let asked = Mutex<[Int]>([])
        desk.register(system: "sqlite", namespace: "/a") { question in
            asked.withLock { $0.append(question.values.count) }
            started.signal()
            gate.wait()
            return .steps([])
        }
        let answers = Mutex<[WirePlanAnswer]>([])
        let keep: PlanDesk.Answer = { answer in answers.withLock { $0.append(answer) } }
        desk.ask(Self.question(0), keep)
        Self.wait(started)
        var value = WireValue()
        var long = Self.question(1, "SELECT 1" + String(repeating: " ", count: PlanDesk.sqlBytes))
        desk.ask(long, keep)
        long = Self.question(2)
        long.values = Array(repeating: value, count: PlanDesk.values + 1)
        desk.ask(long, keep)
        value.text = String(repeating: "é", count: PlanDesk.valueBytes / 4)
        long.values = [value, value, value]
        desk.ask(long, keep)
        desk.ask(Self.question(4, at: String(repeating: "/", count: 5_000)), keep)
        let refused = answers.withLock { $0 }
        #expect(refused.map(\.id) == [1, 2, 2, 4])
        #expect(refused.allSatisfy { $0.problem.contains("too long") || $0.problem.contains("1001 values") })
        long.values = [value, value]
        desk.ask(long, keep)
        gate.signal()
        Self.wait(started)
        gate.signal()
        #expect(asked.withLock { $0 } == [0, 2])
    }

    @Test("A giant of a plan is cut, and so is a long sentence")
    func cuts() async {
        let desk = PlanDesk()
        desk.register(system: "sqlite", namespace: "/a") { _ in
            .steps((1...5_000).map { PlanFindingStep(id: $0, parent: 0, detail: String(repeating: "x", count: 9_000)) })
        }
        desk.register(system: "sqlite", namespace: "/b") { _ in .problem(String(repeating: "é", count: 100_000)) }
        let plan = await answer(desk, Self.question(1))
        #expect(plan.steps.count == WireLimits.planSteps)
        #expect(plan.steps.allSatisfy { $0.detail.utf8.count <= 4_096 })
        #expect(await answer(desk, Self.question(2, at: "/b")).problem.utf8.count <= 4_096)
    }

    @Test("A hub's question is answered over its connection")
    func overTheSocket() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        probe.answerPlans(system: "sqlite", namespace: "/a") { question in
            .steps([PlanFindingStep(id: 1, parent: 0, detail: question.sql)])
        }
        probe.request("/")
        _ = await hub.ended("/")
        hub.ask(Self.question(3))
        hub.ask(Self.question(4, "DROP TABLE x"))
        await hub.until { $0.plans.count == 2 }
        #expect(hub.log.plans.map(\.id) == [3, 4])
        #expect(hub.log.plans.first?.steps.first?.detail == "SELECT 1")
        #expect(hub.log.plans.last?.problem != "")
        await probe.shutDown()
        await hub.stop()
    }

    @Test("Plans for a viewer that does not read wait in small number, and the last of them comes")
    func hungViewer() async throws {
        let hub = try await TestHub.listening()
        let probe = Probe.test(at: hub.path)
        let (calls, call) = AsyncStream.makeStream(of: Void.self)
        let detail = String(repeating: "x", count: 4_000)
        probe.answerPlans(system: "sqlite", namespace: "/a") { _ in
            call.yield()
            return .steps((1...100).map { PlanFindingStep(id: $0, parent: 0, detail: detail) })
        }
        probe.request("/")
        _ = await hub.ended("/")
        hub.pause()
        var answered = calls.makeAsyncIterator()
        for id in 1...60 as ClosedRange<UInt64> {
            hub.ask(Self.question(id))
            await answered.next()
        }
        hub.read()
        await hub.until { $0.plans.last?.id == 60 }
        #expect(hub.log.plans.count < 30)
        #expect(hub.log.plans.count >= 8)
        await probe.shutDown()
        await hub.stop()
    }

    @Test("A plan that comes after the shutdown is dropped without a word")
    func afterShutdown() async throws {
        let child = try await #require(
            processExitsWith: .success, observing: [\.standardErrorContent]
        ) {
            let hub = try await TestHub.listening()
            let probe = Probe.test(at: hub.path)
            let (calls, call) = AsyncStream.makeStream(of: Void.self)
            let gate = DispatchSemaphore(value: 0)
            probe.answerPlans(system: "sqlite", namespace: "/a") { _ in
                call.yield()
                gate.wait()
                return .steps([])
            }
            probe.request("/")
            _ = await hub.ended("/")
            hub.ask(Self.question(1))
            hub.ask(Self.question(2))
            var answered = calls.makeAsyncIterator()
            await answered.next()
            await probe.shutDown()
            // The second one is begun when the first one's answer has been given.
            gate.signal()
            await answered.next()
            gate.signal()
        }
        let said = String(decoding: child.standardErrorContent, as: UTF8.self)
        #expect(!said.contains("event loop") && !said.contains("EventLoop"), "\(said)")
    }

    private static func wait(_ semaphore: DispatchSemaphore) {
        semaphore.wait()
    }

    private static var thread: UInt {
        #if canImport(Darwin)
            UInt(bitPattern: pthread_self())
        #else
            UInt(pthread_self())
        #endif
    }
}
