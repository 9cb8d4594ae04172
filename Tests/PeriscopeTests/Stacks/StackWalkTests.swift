import CPeriscope
import Dispatch
import Foundation
import Periscope
import PeriscopeWire
import Synchronization
import Testing

@Suite("The stack of whoever called", .timeLimit(.minutes(1)))
struct StackWalkTests {
    /// The stack of the caller, from a table that nobody else fills.
    @inline(never)
    static func here(_ table: CallStackTable) -> CallStack? {
        table[CallStack.capture(skipping: 1, into: table)]
    }

    @inline(never)
    static func leaf(_ table: CallStackTable) -> CallStack? { here(table) }

    private let table = CallStackTable(limit: 4_096)

    @Test("The same call has one hash, another call of the same function has another")
    func identity() throws {
        var hashes: [CallStackID] = []
        for _ in 0..<3 { hashes.append(try #require(Self.leaf(table)).hash) }
        let other = try #require(Self.leaf(table)).hash
        #expect(Set(hashes).count == 1)
        #expect(!hashes.contains(other))
        #expect(other != 0)
    }

    @Test("The frames of a thread are those that the C library's unwinder finds")
    func frames() throws {
        let found = Mutex<(ours: [UInt64], theirs: [UInt64])>(([], []))
        let table = table
        Self.onThread {
            func nested(_ depth: Int) {
                if depth > 0 { return [0].forEach { _ in nested(depth - 1) } }
                let both = Self.both(table)
                found.withLock { $0 = both }
            }
            nested(9)
        }
        let (ours, theirs) = found.withLock { $0 }
        #expect(ours.count > 10)
        // The innermost return address is each walk's own.
        #expect(ours.dropFirst() == theirs.dropFirst())
    }

    /// Our frames, and the executable's among those of `backtrace`, as offsets, from the caller's caller on.
    @inline(never)
    static func both(_ table: CallStackTable) -> (ours: [UInt64], theirs: [UInt64]) {
        let ours = here(table)?.frames ?? []
        return (ours, UnwinderStack.frames())
    }

    @Test("A recursion deeper than the limit is cut, and says so")
    func depth() throws {
        @inline(never)
        func dive(_ depth: Int) -> CallStack? {
            let stack = depth == 0 ? Self.here(table) : dive(depth - 1)
            return stack
        }
        let deep = try #require(dive(300))
        #expect(deep.isTruncated)
        #expect(deep.frames.count == WireLimits.callStackFrames)
        #expect(deep.physical == deep.frames.count)
        #expect(Int(PERISCOPE_FRAMES) == WireLimits.callStackFrames)
        #expect(dive(299)?.hash == deep.hash, "only what is seen counts")
        #expect(dive(3)?.isTruncated == false)
    }

    @Test("A dispatch queue, a thread, a deinit and a detached task have stacks")
    func places() async throws {
        final class Last {
            let seen: (CallStack?) -> Void
            let table: CallStackTable
            init(_ table: CallStackTable, _ seen: @escaping (CallStack?) -> Void) {
                self.table = table
                self.seen = seen
            }
            deinit { seen(StackWalkTests.here(table)) }
        }
        let stacks = Mutex<[CallStack]>([])
        let table = table
        let note: @Sendable (CallStack?) -> Void = { stack in
            if let stack { stacks.withLock { $0.append(stack) } }
        }
        DispatchQueue(label: "test").sync { note(Self.here(table)) }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                note(Self.here(table))
                continuation.resume()
            }
        }
        Self.onThread { note(Self.here(table)) }
        do { _ = Last(table, note) }
        await Task.detached { note(Self.here(table)) }.value
        let all = stacks.withLock { $0 }
        #expect(all.count == 5)
        #expect(Set(all.map(\.hash)).count == 5)
        #expect(all.allSatisfy { !$0.frames.isEmpty && !$0.isTruncated })
    }

    @Test("Asynchronous callers stand behind the physical frames, and are the same after a suspension")
    func asynchronous() async throws {
        let table = table
        @Sendable func inner(suspending: Bool) async -> CallStack? {
            if suspending { await Task.yield() }
            return Self.here(table)
        }
        @Sendable func outer(_ table: CallStackTable) async -> [CallStack] {
            var stacks: [CallStack] = []
            for _ in 0..<4 {
                if let stack = await inner(suspending: true) { stacks.append(stack) }
            }
            return stacks
        }
        let stacks = await outer(table)
        #expect(stacks.count == 4)
        #expect(Set(stacks.map(\.hash)).count == 1)
        let stack = try #require(stacks.first)
        #expect(stack.physical < stack.frames.count)
        #expect(stack.frames.count - stack.physical >= 2, "outer and the test stand there")
    }

    @Test("A loop of asynchronous calls has one stack, though its first call runs before any suspension")
    func loop() async throws {
        let table = table
        @Sendable func query() async -> CallStackID {
            let stack = CallStack.capture(into: table)
            await Task.yield()
            return stack
        }
        @Sendable func handler() async -> [CallStackID] {
            var stacks: [CallStackID] = []
            for _ in 0..<5 { stacks.append(await query()) }
            return stacks
        }
        let stacks = await handler()
        #expect(Set(stacks).count == 1)
        #expect(stacks[0] != 0)
        let other = await handler()
        #expect(Set(other).count == 1)
        #expect(other != stacks, "another line of the test called")
    }

    @Test("Eight threads walk at once and find what one finds")
    func threads() {
        let table = table
        let hashes = Mutex<Set<CallStackID>>([])
        let group = DispatchGroup()
        for _ in 0..<8 {
            group.enter()
            Self.inThread {
                var own: Set<CallStackID> = []
                for _ in 0..<2_000 { own.insert(CallStack.capture(into: table)) }
                hashes.withLock { $0.formUnion(own) }
                group.leave()
            }
        }
        group.wait()
        #expect(hashes.withLock { $0 }.count == 1)
    }

    @Test("A table forgets what was not seen for long, never what was just seen")
    func limit() {
        let table = CallStackTable(limit: 64)
        for number in 1...10_000 as ClosedRange<UInt64> {
            table.add(CallStack(hash: number, frames: [number], physical: 1, isTruncated: false))
            #expect(table.holds(number))
        }
        let held = (1...10_000 as ClosedRange<UInt64>).filter { table[$0] != nil }
        #expect(held.count <= 64)
        #expect(held.last == 10_000)
    }

    static func inThread(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(body)
    }

    static func onThread(_ body: @escaping @Sendable () -> Void) {
        let done = DispatchSemaphore(value: 0)
        inThread {
            body()
            done.signal()
        }
        done.wait()
    }
}
