import PeriscopeInsight
import Testing

/// What a person no longer wants to be told.
struct IgnoredFindingTests {
    private func query(_ kind: FindingKind = .nPlusOne, _ fingerprint: String = Shop.books) -> Finding {
        var finding = Finding(kind: kind, severity: .warn, count: 3)
        finding.fingerprint = fingerprint
        return finding
    }

    @Test("What is about queries goes by fingerprint and function, on any route")
    func queries() {
        let ignored = IgnoredFinding(ignoring: query(), function: "Authors.index", route: "GET /authors")
        #expect(ignored.fingerprint == Shop.books && ignored.function == "Authors.index" && ignored.route == nil)
        #expect(ignored.matches(query(), function: "Authors.index", route: "GET /elsewhere"))
        #expect(!ignored.matches(query(), function: "Authors.other", route: "GET /authors"))
        #expect(!ignored.matches(query(), function: nil, route: "GET /authors"), "its name is not known yet")
        #expect(!ignored.matches(query(.nPlusOne, Shop.publisher), function: "Authors.index", route: nil))
        #expect(!ignored.matches(query(.slowQuery), function: "Authors.index", route: nil))
    }

    @Test("Without a function, in any")
    func anyFunction() {
        let ignored = IgnoredFinding(ignoring: query(), function: nil, route: "GET /authors")
        #expect(ignored.matches(query(), function: "Authors.other", route: nil))
        #expect(ignored.matches(query(), function: nil, route: nil))
    }

    @Test(
        "What is about the request goes by route",
        arguments: [.slowRequest, .manyQueries, .slowRender, .gap, .error] as [FindingKind])
    func routes(kind: FindingKind) {
        let finding = Finding(kind: kind, severity: .bad)
        let ignored = IgnoredFinding(ignoring: finding, function: "Reports.sales", route: "GET /reports/sales")
        #expect(ignored.fingerprint == nil && ignored.function == nil && ignored.route == "GET /reports/sales")
        #expect(ignored.matches(finding, function: nil, route: "GET /reports/sales"))
        #expect(!ignored.matches(finding, function: nil, route: "POST /reports/sales"))
        #expect(!ignored.matches(Finding(kind: .slowQuery, severity: .bad), function: nil, route: "GET /reports/sales"))
    }

    @Test("What matched no route stands for what matches none, not for all")
    func noRoute() {
        let finding = Finding(kind: .error, severity: .bad)
        let ignored = IgnoredFinding(ignoring: finding, function: nil, route: nil)
        #expect(ignored.matches(finding, function: nil, route: nil))
        #expect(!ignored.matches(finding, function: nil, route: "GET /"))
    }

    @Test("An entry written by hand means all that it does not say")
    func byHand() {
        let all = IgnoredFinding(kind: .gap)
        #expect(all.matches(Finding(kind: .gap, severity: .warn), function: nil, route: "GET /"))
        let one = IgnoredFinding(kind: .slowQuery, fingerprint: Shop.books, route: "GET /authors")
        #expect(one.matches(query(.slowQuery), function: "any", route: "GET /authors"))
        #expect(!one.matches(query(.slowQuery), function: "any", route: "GET /"))
    }

    @Test("Each kind has a name of its own, and is found by it")
    func names() {
        #expect(Set(FindingKind.allCases.map(\.name)).count == 8)
        #expect(FindingKind.allCases.allSatisfy { FindingKind(name: $0.name) == $0 })
        #expect(FindingKind(name: "nonsense") == nil)
    }
}
