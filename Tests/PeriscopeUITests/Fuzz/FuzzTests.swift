import Screen
import Testing

/// Anything is pressed while anything comes, and what always holds is looked at after each.
///
/// `PERISCOPE_FUZZ=200` tries so many seeds in place of 25, `PERISCOPE_FUZZ_SEED=7` that one alone, and
/// `PERISCOPE_FUZZ_TRACE=1` says each deed on standard output before it is done, for a run that traps.
struct FuzzTests {
    static let steps = 4_000

    static let seeds: [UInt64] =
        EnvironmentVariable.value("PERISCOPE_FUZZ_SEED").flatMap(UInt64.init).map { [$0] }
        ?? Array(1...max(1, EnvironmentVariable.value("PERISCOPE_FUZZ").flatMap(UInt64.init) ?? 25))

    /// Of every eight things that can be open in each other, and what may lie over them.
    static let escapes = 12

    @Test(
        "Whatever is pressed, pasted, clicked, resized and sent, the screen and the state keep their laws",
        arguments: seeds)
    func laws(seed: UInt64) {
        var monkey = Monkey(seed: seed)
        let isTraced = EnvironmentVariable.value("PERISCOPE_FUZZ_TRACE") != nil
        var cells = 0
        for step in 0..<Self.steps {
            let quitting = monkey.act()
            if isTraced {
                print("seed \(seed), step \(step): \(monkey.deeds.last.map(String.init(describing:)) ?? "")")
            }
            // Small screens are drawn always, and others the more seldom the larger they are.
            cells += 400
            let size = monkey.ui.size.columns * monkey.ui.size.rows
            let isDrawn = size <= cells
            if isDrawn { cells = 0 }
            let problem =
                quitting ?? monkey.ui.brokenLaw(isDrawn ? monkey.ui.grid : nil)
                ?? (step.isMultiple(of: 250) ? monkey.lost(after: Self.escapes) : nil)
            if let problem {
                Issue.record("seed \(seed), step \(step): \(problem)\n\(Self.story(monkey))")
                return
            }
        }
    }

    private static func story(_ monkey: Monkey) -> String {
        monkey.deeds.suffix(25).map { "  \($0)" }.joined(separator: "\n") + "\n\(monkey.ui.screen)"
    }
}
