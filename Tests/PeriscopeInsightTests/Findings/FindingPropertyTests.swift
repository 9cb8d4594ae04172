import PeriscopeInsight
import Testing

/// What holds of any request.
struct FindingPropertyTests {
    private static let seeds: [UInt64] = Array(1...200)

    private func trace(_ seed: UInt64) -> RequestTrace {
        var random = RandomTrace(seed: seed)
        return random.trace(spans: Int(random.next(below: 70)))
    }

    @Test("The summary without text is that of the findings, running or ended")
    func summaries() {
        for seed in Self.seeds {
            let whole = trace(seed)
            for part in [whole, whole.soFar(whole.now / 2)] {
                let findings = FindingRules.findings(in: part)
                #expect(FindingRules.summary(in: part) == FindingSummary(findings), "seed \(seed)")
            }
        }
    }

    @Test("A running request's confirmed N+1 is one of the whole request too")
    func neverWithdrawn() {
        var found = 0
        for seed in Self.seeds {
            let whole = trace(seed)
            let last = FindingRules.findings(in: whole).filter { $0.kind == .nPlusOne && $0.isConfirmed }
            let sets = last.map { Set($0.spans) }
            for span in whole.spans {
                for early in FindingRules.findings(in: whole.soFar(span.end ?? span.start))
                where early.kind == .nPlusOne && early.isConfirmed {
                    found += 1
                    #expect(sets.contains { $0.isSuperset(of: early.spans) }, "seed \(seed)")
                }
            }
        }
        #expect(found > 300, "the property was put to the test")
    }

    @Test("The spans' ids do not matter")
    func ids() {
        for seed in Self.seeds {
            let whole = trace(seed)
            let other = whole.renumbered { $0 == 0 ? 0 : ($0 &* 0x9E37_79B9_7F4A_7C15) ^ 0x5555 }
            let left = FindingRules.findings(in: whole)
            let right = FindingRules.findings(in: other)
            #expect(left.map { $0.title(callSite: nil) } == right.map { $0.title(callSite: nil) }, "seed \(seed)")
            #expect(left.map(\.count) == right.map(\.count) && left.map(\.stack) == right.map(\.stack))
        }
    }

    @Test("The weightiest come first, and twice the same")
    func order() {
        for seed in Self.seeds {
            let whole = trace(seed)
            let findings = FindingRules.findings(in: whole)
            #expect(findings == FindingRules.findings(in: whole))
            for (left, right) in zip(findings, findings.dropFirst()) {
                #expect(left.severity >= right.severity, "seed \(seed)")
            }
        }
    }

    @Test("A query is in one N+1 or one set of duplicates, not in two")
    func once() {
        for seed in Self.seeds {
            let repeats = FindingRules.findings(in: trace(seed)).filter {
                $0.kind == .nPlusOne || $0.kind == .duplicateQuery
            }
            let spans = repeats.flatMap(\.spans)
            #expect(Set(spans).count == spans.count, "seed \(seed)")
        }
    }

    @Test("Spans out of order, times turned round, ids that are all one: nothing traps")
    func nonsense() {
        for seed in Self.seeds {
            var random = RandomTrace(seed: seed)
            var broken = random.trace(spans: 40)
            for index in broken.spans.indices {
                switch random.next(below: 6) {
                case 0: broken.spans[index].start = .max - random.next(below: 3)
                case 1: broken.spans[index].end = random.next(below: 3)
                case 2: broken.spans[index].id = 1
                case 3: broken.spans[index].parent = broken.spans[index].id
                case 4: broken.spans[index].query?.rows = .max
                default: broken.spans[index].end = nil
                }
            }
            broken.start = random.next(below: 2) == 0 ? 0 : .max
            broken.countedQueries = random.next(below: 2) == 0 ? 0 : .max
            let findings = FindingRules.findings(in: broken)
            #expect(FindingRules.summary(in: broken) == FindingSummary(findings), "seed \(seed)")
            for finding in findings { #expect(!finding.title(callSite: "a.swift:1").isEmpty) }
        }
    }
}
