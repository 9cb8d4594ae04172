import Periscope
import Synchronization
import Testing

/// Every way in which Swift starts, suspends and resumes asynchronous work makes contexts of its own; the walk reads
/// them all, while thousands of them come and go.
@Suite("Stacks of all kinds of asynchronous work", .timeLimit(.minutes(1)))
struct AsynchronousStackTests {
    private static let table = CallStackTable(limit: 8_192)
    private static let walks = Atomic<Int>(0)

    @inline(never)
    private static func look() -> Bool {
        let stack = CallStack.capture(into: table)
        walks.add(1, ordering: .relaxed)
        return stack != 0
    }

    private actor Desk {
        var count = 0
        func work(_ depth: Int) async -> Bool {
            count += 1
            await Task.yield()
            guard depth > 0 else { return AsynchronousStackTests.look() }
            let isFound = await work(depth - 1)
            return isFound && AsynchronousStackTests.look()
        }
    }

    private struct Oops: Error {}

    private static func failing(_ depth: Int) async throws -> Bool {
        await Task.yield()
        if depth == 0 { throw Oops() }
        do {
            return try await failing(depth - 1)
        } catch {
            guard look() else { return false }
            throw error
        }
    }

    private static func generic<T: Sendable>(
        _ value: T, _ body: @Sendable (T) async throws -> Bool
    ) async rethrows -> Bool {
        let isFound = try await body(value)
        return isFound && look()
    }

    private static func letsAndGroups(_ number: Int) async -> Bool {
        async let first = Desk().work(3)
        async let second = generic(number) { _ in
            await Task.yield()
            return look()
        }
        let group = await withTaskGroup(of: Bool.self) { group in
            for depth in 0..<4 { group.addTask { await Desk().work(depth) } }
            return await group.reduce(true) { $0 && $1 && look() }
        }
        let both = await [first, second]
        return both == [true, true] && group && look()
    }

    private static func suspensions(_ number: Int) async -> Bool {
        let continued = await withCheckedContinuation { continuation in
            Task.detached { continuation.resume(returning: look()) }
        }
        let cancellable = await withTaskCancellationHandler {
            await Task.yield()
            return look()
        } onCancel: {
            _ = look()
        }
        try? await Task.sleep(for: .microseconds(number % 50))
        let onMain = await MainActor.run { look() }
        return continued && cancellable && onMain && look()
    }

    private static func streams(_ number: Int) async -> Bool {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        for value in 0..<3 { continuation.yield(value) }
        continuation.finish()
        var isFound = true
        for await value in stream.map({ $0 + (look() ? 1 : 0) }).filter({ $0 > 0 && look() }) {
            isFound = isFound && value > 0 && look()
        }
        var unfolding = AsyncStream<Bool>(unfolding: { look() }).makeAsyncIterator()
        return await unfolding.next() == true && isFound
    }

    @Test("Walks end well in tasks, groups, actors, streams, continuations, errors and cancellations")
    func everything() async {
        let areFound = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let work = Task { await Self.letsAndGroups(number) }
                    let gone = Task { await Self.suspensions(number) }
                    if number % 3 == 0 { gone.cancel() }
                    let streamed = await Self.streams(number)
                    _ = try? await Self.failing(number % 7)
                    let both = await [work.value, gone.value]
                    return both == [true, true] && streamed && Self.look()
                }
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(areFound)
        #expect(Self.walks.load(ordering: .relaxed) > 5_000)
    }
}
