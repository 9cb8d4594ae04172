import AdapterTesting
import Mustache
import Periscope
import PeriscopeMustache
import Synchronization
import PeriscopeWire
import Testing

private let calls = Atomic<Int>(0)

/// Counts whoever looks at it.
private struct Shy: CustomStringConvertible, CustomReflectable {
    var description: String {
        calls.add(1, ordering: .relaxed)
        return "shy"
    }
    var customMirror: Mirror {
        calls.add(1, ordering: .relaxed)
        return Mirror(self, children: [])
    }
}

private struct Lazy {
    lazy var costly: String = {
        calls.add(1, ordering: .relaxed)
        return "made"
    }()
    var computed: Int {
        calls.add(1, ordering: .relaxed)
        return 1
    }
    let plain = 1
}

/// Guards its state with a lock that no mirror takes.
private final class ShopService: MustacheParent, Sendable {
    let lines = Mutex(["emma"])
    func child(named: String) -> Any? { nil }
}

private actor Till {
    var sum = 1
}

/// Outlives what it refers to.
private final class Orphan {
    unowned let parent: ShopService
    init(_ parent: ShopService) { self.parent = parent }
}

private struct Checked {
    unowned let parent: ShopService
    var name = "x"
}

private struct Unchecked<T> {
    var value: T
    unowned(unsafe) var parent: ShopService
}

private struct Watcher {
    weak var parent: ShopService?
    var name = "Xo"
}

private struct Shop {
    var name = "Corner"
    var service = ShopService()
    var spare: ShopService? = ShopService()
    var till = Till()
    var orphan = Orphan(ShopService())
}

private struct Book {
    var title = "Emma"
    var pages = 320
    var price = 9.5
    var inPrint = true
    var isbn: String? = nil
    var subtitle: String? = "A novel"
    var author = Person(name: "Jane", friends: [Person(name: "Fanny")])
    var tags = ["classic", "love", "matchmaking"]
    var ratings: [String: Int] = ["b": 2, "a": 1]
    var small: UInt8 = 7
    fileprivate var shy = Shy()
}

@Suite("A template's context")
struct ContextTests {
    @Test("Keys, types and short values are captured, two levels deep")
    func shape() async throws {
        let context = try await captured(Book())
        let byKey = Dictionary(uniqueKeysWithValues: context.map { ($0.key, $0) })
        #expect(
            context.map(\.key) == [
                "title", "pages", "price", "inPrint", "isbn", "subtitle", "author", "tags", "ratings", "small", "shy",
            ])
        #expect(byKey["title"]?.value == "Emma")
        #expect(byKey["title"]?.type == "String")
        #expect(byKey["pages"]?.value == "320")
        #expect(byKey["price"]?.value == "9.5")
        #expect(byKey["inPrint"]?.value == "true")
        #expect(byKey["isbn"]?.value == "nil")
        #expect(byKey["isbn"]?.type == "Optional<String>")
        #expect(byKey["subtitle"]?.value == "A novel")
        #expect(byKey["small"]?.value == "7")
        #expect(byKey["author"]?.value == nil)
        #expect(byKey["author"]?.type == "Person")
        #expect(byKey["author"]?.children.map(\.key) == ["name", "friends", "nickname"])
        #expect(byKey["author"]?.children.first?.value == "Jane")
        #expect(byKey["author"]?.children[1].count == 1)
        #expect(byKey["author"]?.children[1].children.isEmpty == true)
        #expect(byKey["tags"]?.count == 3)
        #expect(byKey["tags"]?.children.map(\.value) == ["classic", "love", "matchmaking"])
        #expect(byKey["ratings"]?.children.map(\.key) == ["a", "b"])
        #expect(byKey["shy"]?.value == nil)
    }

    @Test("No code of the app is called")
    func calls() async throws {
        let before = PeriscopeMustacheTests.calls.load(ordering: .relaxed)
        var lazy = Lazy()
        let context = try await captured(["lazy": lazy, "shy": Shy()] as [String: Any])
        #expect(PeriscopeMustacheTests.calls.load(ordering: .relaxed) == before)
        let children = context.first { $0.key == "lazy" }?.children
        #expect(children?.map(\.key) == ["costly", "plain"])
        #expect(children?.map(\.value) == ["nil", "1"])
        #expect(lazy.costly == "made")
        #expect(lazy.computed == 1)
    }

    @Test("A class or an actor is its type's name: others may be changing it")
    func references() async throws {
        let context = try await captured(Shop())
        #expect(context.map(\.key) == ["name", "service", "spare", "till", "orphan"])
        #expect(context.map(\.type) == ["String", "ShopService", "Optional<ShopService>", "Till", "Orphan"])
        #expect(context.map(\.value) == ["Corner", nil, nil, nil, nil])
        #expect(context.allSatisfy { $0.children.isEmpty && $0.count == nil })
        for root in [ShopService(), Orphan(ShopService()), Till()] as [Any] {
            let context = try await captured(root)
            #expect(context.map(\.key) == ["."])
            #expect(context.allSatisfy { $0.value == nil && $0.children.isEmpty })
        }
        #expect(try await captured([ShopService()]).map(\.type) == ["ShopService"])
    }

    @Test("A struct with an unowned property is its type's name, as what it refers to may be gone")
    func unownedProperties() async throws {
        let service = ShopService()
        let context = try await captured(
            [
                "a": Checked(parent: ShopService()), "b": Unchecked(value: 1, parent: ShopService()),
                "c": [Checked(parent: service)], "d": Watcher(parent: service),
            ] as [String: Any])
        #expect(context.map(\.type) == ["Checked", "Unchecked<Int>", "Array<Checked>", "Watcher"])
        #expect(context.map(\.children.count) == [0, 0, 1, 2])
        #expect(context[3].children.map(\.value) == [nil, "Xo"])
        withExtendedLifetime(service) {}
    }

    @Test("Breadth and length are bounded, and counts are true")
    func bounds() async throws {
        var object: [String: Any] = [:]
        for number in 0..<200 { object["key\(number)"] = Array(0..<1000) }
        let context = try await captured(object)
        #expect(context.count == 50)
        #expect(context.allSatisfy { $0.count == 1000 && $0.children.count <= 10 })
        #expect(context.reduce(0) { $0 + 1 + $1.children.count } <= 150)
        let long = try await captured(["text": String(repeating: "é", count: 5000)])
        #expect(long.first?.value == String(repeating: "é", count: 200) + "…")
    }

    @Test("A root that is no container is shown as itself")
    func root() async throws {
        let context = try await captured(42)
        #expect(context.map(\.key) == ["."])
        #expect(context.first?.value == "42")
        #expect(try await captured(Int?.none as Any).first?.value == "nil")
        #expect(try await captured([1, 2]).map(\.key) == ["0", "1"])
    }

    @Test("Values can be turned off")
    func off() async throws {
        let context = try await captured(Book(), options: ProbeOptions(contextValues: false))
        #expect(context.count == 11)
        #expect(context.allSatisfy { $0.value == nil && $0.children.allSatisfy { $0.value == nil } })
    }

    @Test("Secrets by their keys are masked")
    func secrets() async throws {
        let context = try await captured(
            ["password": "hunter2hunter2", "user": ["api_key": "k-123456789"]] as [String: Any])
        #expect(context.first { $0.key == "password" }?.value == "[redacted]")
        #expect(context.first { $0.key == "user" }?.children.first?.value == "[redacted]")
    }

    private func captured(_ object: Any, options: ProbeOptions = ProbeOptions()) async throws -> [SeenContext] {
        let templates = try TestTemplates(options: options)
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(try TestTemplates.library(["a": "x"]))
        let request = try await templates.request { _ = traced.render(object, withTemplate: "a") }
        return request.renders.first?.context ?? []
    }
}
