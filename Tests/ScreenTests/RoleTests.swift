import Screen
import Testing

@Suite("Roles")
struct RoleTests {
    @Test("Every role has a name and a letter of its own")
    func distinct() {
        #expect(Set(Role.allCases.map(\.name)).count == Role.allCases.count)
        #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
        for role in Role.allCases { #expect(Role(name: role.name) == role) }
    }

    @Test(
        "Theme files call roles by these names",
        arguments: [
            ("sql.keyword", Role.sqlKeyword), ("method.get", .methodGet), ("code5xx", .code5xx),
            ("nplusone", .nplusone),
            ("log.debug", .logDebug), ("bar.template", .barTemplate), ("diffDel", .diffDelete),
            ("sql.param", .sqlParameter),
        ])
    func names(name: String, role: Role) {
        #expect(Role(name: name) == role)
    }
}
