import PeriscopeInsight

/// Stacks that no one would see: few functions, so that they meet often and call themselves.
struct RandomStacks {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next(below limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % limit
    }

    mutating func stacks(_ count: Int) -> [(frames: [ProfileFrame], count: UInt64)] {
        (0..<count).map { _ in (stack(), [1, 1, 1, 2, 5, 40][Int(next(below: 6))]) }
    }

    mutating func stack() -> [ProfileFrame] {
        (0..<next(below: 9)).map { _ in frame() }
    }

    private mutating func frame() -> ProfileFrame {
        let number = next(below: 12)
        let origin: ProfileFrame.Origin = number < 6 ? .app : number < 9 ? .library : .runtime
        return ProfileFrame(
            function: ["", "f;1", "g\n", "h\"\\", "#i", "é\u{2028}"][Int(number % 6)],
            path: origin == .app ? "/a.swift" : "",
            line: Int(next(below: 4)), module: origin == .app ? "" : "lib\(number).so", origin: origin,
            isInlined: next(below: 4) == 0, isAsync: next(below: 5) == 0)
    }

    static func profile(_ stacks: [(frames: [ProfileFrame], count: UInt64)]) -> CPUProfile {
        var builder = CPUProfile.Builder(period: 4_000_000)
        for stack in stacks { builder.add(stack.frames, count: stack.count) }
        return builder.finish()
    }
}
