import CPeriscope
import Periscope
import Testing

/// Stacks that are not there: the walk is handed memory of the test's own, with every kind of nonsense in it.
@Suite("A walk through a broken stack", .timeLimit(.minutes(1)))
struct FakeStackTests {
    private static let words = 256

    /// Return addresses of the test itself, of functions that are not asynchronous, some of libraries.
    private static func realAddresses(_ depth: Int = 12) -> [UInt64] {
        if depth > 0 { return [0].flatMap { _ in realAddresses(depth - 1) } }
        let base = periscope_executable().base
        let own = UnwinderStack.frames().map { $0 + base }
        return own.filter { !periscope_find_rule($0).async }
    }

    @Test("Chains of frame pointers that were overwritten end inside the stack")
    func fuzz() {
        let addresses = Self.realAddresses()
        #expect(Set(addresses).count > 3)
        var random = SystemRandomNumberGenerator()
        var memory = [UInt64](repeating: 0, count: Self.words)
        memory.withUnsafeMutableBufferPointer { memory in
            let start = UInt64(UInt(bitPattern: memory.baseAddress))
            for _ in 0..<5_000 {
                for index in memory.indices {
                    memory[index] = Self.word(start, addresses, &random)
                }
                var stack = periscope_stack()
                let place = periscope_place(
                    pc: addresses.randomElement(using: &random) ?? 0, fp: Self.word(start, addresses, &random),
                    sp: start + 8 * UInt64.random(in: 0..<8, using: &random), top: start + UInt64(memory.count * 8))
                periscope_walk_from(place, &stack, 0, Bool.random(using: &random))
                #expect(stack.count <= PERISCOPE_FRAMES && stack.physical <= stack.count)
            }
        }
    }

    /// What may stand on a stack: anything, a place in it, near it, odd or even, or a return address.
    private static func word(
        _ start: UInt64, _ addresses: [UInt64], _ random: inout SystemRandomNumberGenerator
    ) -> UInt64 {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: UInt64.random(in: .min ... .max, using: &random)
        case 1: start &+ UInt64.random(in: 0..<4_096, using: &random)
        case 2, 3: start &+ 8 * UInt64.random(in: 0..<UInt64(words), using: &random)
        case 4: UInt64.random(in: 0..<16, using: &random)
        case 5: .max - UInt64.random(in: 0..<64, using: &random)
        default: addresses.randomElement(using: &random) ?? 0
        }
    }

    @Test(
        "A place that cannot be one has no frames",
        arguments: [
            periscope_place(pc: 0, fp: 0, sp: 0, top: 0),
            periscope_place(pc: 1, fp: .max, sp: .max, top: .max),
            periscope_place(pc: 4_096, fp: 8, sp: 8_192, top: 4_096),
        ])
    func nowhere(_ place: periscope_place) {
        var stack = periscope_stack()
        periscope_walk_from(place, &stack, 0, false)
        #expect(stack.count == 0)
        #expect(stack.hash == 0)
    }

    @Test("An address that the unwind tables say nothing of ends the walk, though a frame pointer leads on")
    func unknown() throws {
        #if os(Linux)
            let image = periscope_executable()
            let gap = (image.start..<image.end).lazy.prefix(1 << 20).first { address in
                let rule = periscope_find_rule(address)
                return rule.own && rule.kind == PERISCOPE_RULE_UNKNOWN
            }
            let caller = try #require(Self.realAddresses().first)
            var memory = [UInt64](repeating: 0, count: 64)
            var stack = periscope_stack()
            memory.withUnsafeMutableBufferPointer { memory in
                let start = UInt64(UInt(bitPattern: memory.baseAddress))
                memory[16] = start + 32 * 8
                memory[17] = caller
                let end = start + UInt64(memory.count * 8)
                let place = periscope_place(pc: gap ?? 0, fp: start + 16 * 8, sp: start, top: end)
                periscope_walk_from(place, &stack, 0, false)
            }
            #expect(gap != nil)
            #expect(stack.count == 1)
            #expect(stack.frames.0 + image.base == gap)
        #endif
    }

    @Test("A stack at the top of the addresses that a process may have is one")
    func highStack() {
        var stack = periscope_stack()
        let pc = Self.realAddresses().first ?? 0
        let limit = Self.addressLimit
        // The rule of the address leads out of a stack of one word, so that nothing of it is read.
        periscope_walk_from(periscope_place(pc: pc, fp: 0, sp: limit - 8, top: limit - 8 + 1), &stack, 0, false)
        #expect(stack.count == 1)
        periscope_walk_from(periscope_place(pc: pc, fp: 0, sp: limit - 8, top: limit), &stack, 0, false)
        #expect(stack.count == 0)
    }

    /// The first address that no process has.
    private static var addressLimit: UInt64 {
        #if arch(arm64)
            1 << 48
        #else
            1 << 47
        #endif
    }

    /// A return address of an asynchronous function: the first context of this test's own stack.
    private static func asynchronousAddress() async -> UInt64? {
        await Task.yield()
        let base = periscope_executable().base
        let table = CallStackTable(limit: 64)
        let stack = table[CallStack.capture(into: table)]
        return stack?.frames.map { $0 + base }.first { periscope_find_rule($0).async }
    }

    @Test("Contexts that are null, odd, in a circle or out of this world end the walk")
    func contexts() async throws {
        let pc = try #require(await Self.asynchronousAddress())
        let base = periscope_executable().base
        let own = periscope_executable().start
        let chain = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 16)
        defer { chain.deallocate() }
        let words = chain.bindMemory(to: UInt64.self, capacity: 8)
        let first = UInt64(UInt(bitPattern: chain))
        // Two contexts: the first one's caller is the second, the second's nobody.
        words[0] = first + 32
        words[1] = own + 100
        words[4] = 0
        words[5] = own + 200
        let good = Self.walk(pc, context: first)
        #expect(good.count == 3)
        #expect(good.physical == 1)
        #expect(good.frames.1 == own + 100 - base)
        #expect(good.frames.2 == own + 200 - base)
        words[4] = first
        let circle = Self.walk(pc, context: first)
        #expect(circle.truncated)
        for bad in [0, 8, first + 8, first + 1, 1 << 60, .max, Self.addressLimit] {
            words[0] = bad
            #expect(Self.walk(pc, context: first).count == 2)
            #expect(Self.walk(pc, context: bad).count <= 2)
        }
    }

    /// A walk that begins in an asynchronous function whose context is handed in.
    private static func walk(_ pc: UInt64, context: UInt64) -> periscope_stack {
        var memory = [UInt64](repeating: 0, count: 64)
        var stack = periscope_stack()
        memory.withUnsafeMutableBufferPointer { memory in
            let start = UInt64(UInt(bitPattern: memory.baseAddress))
            memory[15] = context
            let place = periscope_place(pc: pc, fp: start + 16 * 8, sp: start, top: start + UInt64(memory.count * 8))
            periscope_walk_from(place, &stack, 0, false)
        }
        return stack
    }
}
