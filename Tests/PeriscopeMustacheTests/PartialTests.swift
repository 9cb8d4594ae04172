import AdapterTesting
import Mustache
import Periscope
import PeriscopeMustache
import PeriscopeWire
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Partials")
struct PartialTests {
    @Test("Layouts and partials nest as they render")
    func tree() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let library = try TestTemplates.library([
            "page": "{{<layout}}{{$body}}{{#books}}{{>book}}{{/books}}{{/body}}{{/layout}}",
            "layout": "{{>head}}{{$body}}{{/body}}", "head": "<head>", "book": "{{title}}{{>stars}}", "stars": "***",
        ])
        let traced = templates.probe.traced(library, partials: true)
        let request = try await templates.request {
            _ = traced.render(["books": [["title": "a"], ["title": "b"]]], withTemplate: "page")
        }
        let renders = request.renders
        #expect(renders.map(\.name) == ["page", "layout", "head", "book", "stars", "book", "stars"])
        let parents = renders.map { render in renders.first { $0.id == render.parent }?.name }
        #expect(parents == [nil, "page", "layout", "layout", "book", "layout", "book"])
        #expect(renders.first?.parent == request.id)
        for render in renders.dropFirst() {
            let parent = try #require(renders.first { $0.id == render.parent })
            #expect(parent.covers(render))
        }
    }

    @Test("Without being asked for, only the outer render is recorded")
    func outerOnly() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(try TestTemplates.library(["a": "{{>b}}{{>b}}", "b": "b"]))
        let request = try await templates.request { _ = traced.render([1], withTemplate: "a") }
        #expect(request.renders.map(\.name) == ["a"])
        #expect(request.renders.first?.render.partialsTimed == false)
    }

    @Test("An object that answers every name hides its partials' times, and nothing else goes wrong")
    func hidden() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(
            try TestTemplates.library(["a": "{{#who}}{{>b}}{{/who}}{{>c}}", "b": "b{{>c}}", "c": "c"]), partials: true)
        let request = try await templates.request { _ = traced.render(["who": KnowsAll()], withTemplate: "a") }
        #expect(request.renders.map(\.name) == ["a", "c"])
    }

    @Test("A thousand partials are a thousand renders")
    func many() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(
            try TestTemplates.library(["a": "{{#.}}{{>b}}{{/.}}", "b": "{{.}} "]), partials: true)
        let request = try await templates.request { _ = traced.render(Array(0..<1000), withTemplate: "a") }
        #expect(request.renders.count == 1001)
        #expect(request.dropped == 0)
    }

    @Test("Templates from a folder are timed too, and name their files")
    func folder() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        var template = Array("/tmp/periscope-mustache-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        let texts = ["main": "{{>part}}!", "part": "hello {{name}}"]
        for (name, text) in texts { try write(text, to: "\(folder)/\(name).mustache") }
        defer {
            for name in texts.keys { unlink("\(folder)/\(name).mustache") }
            rmdir(folder)
        }
        let library = try await MustacheLibrary(directory: folder)
        let traced = templates.probe.traced(library, partials: true)
        let request = try await templates.request {
            #expect(traced.render(["name": "x"], withTemplate: "main") == "hello x!")
            #expect(traced.render(["name": "x"], withTemplate: "main", reload: true) == "hello x!")
        }
        #expect(request.renders.map(\.name) == ["main", "part", "main"])
        #expect(request.renders.map(\.render.source).map { $0.hasSuffix(".mustache") } == [true, true, true])
        #expect(request.renders[1].render.source == "\(folder)/part.mustache")
    }

    @Test("A render carries its template's text and who called it")
    func origin() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(
            try TestTemplates.library(["a": "a{{>b}}", "b": "b {{name}}"]), partials: true)
        let request = try await templates.request { _ = traced.render(["name": "x"], withTemplate: "a") }
        #expect(request.renders.map(\.template) == ["a{{>b}}", "b {{name}}"])
        #expect(request.renders.first?.stack != 0)
    }

    @Test("Where no template includes another, all renders count as timed, and none is rendered in another way")
    func noneIncluded() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(try TestTemplates.library(["a": "{{x}} > {{{y}}}"]), partials: true)
        let request = try await templates.request {
            #expect(traced.render(["x": "1", "y": "<"], withTemplate: "a") == "1 > <")
        }
        #expect(request.renders.map(\.name) == ["a"])
        #expect(request.renders.first?.render.partialsTimed == true)
    }

    @Test("A template that is registered later is rendered and timed")
    func later() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        var traced = templates.probe.traced(MustacheLibrary(), partials: true)
        try traced.register("{{>b}}", named: "a")
        traced.register(try MustacheTemplate(string: "b"), named: "b")
        let library = traced
        let request = try await templates.request { #expect(library.render([1], withTemplate: "a") == "b") }
        #expect(request.renders.map(\.name) == ["a", "b"])
        #expect(library.getTemplate(named: "a")?.description == "{{>b}}")
    }

    @Test("Registering a thousand templates looks through them once, not a thousand times")
    func manyRegistered() throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        var traced = templates.probe.traced(MustacheLibrary(), partials: true)
        let time = try ContinuousClock().measure {
            for number in 0..<1000 { try traced.register("{{>b}}", named: "a\(number)") }
        }
        #expect(time < .seconds(5))
    }

    @Test("A copy keeps what it was when another is changed, and many threads may render first")
    func copies() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        var traced = templates.probe.traced(try TestTemplates.library(["b": "old"]), partials: true)
        try traced.register("{{>b}}", named: "a")
        let before = traced
        try traced.register("new", named: "b")
        let after = traced
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<4 { group.addTask { after.render([1], withTemplate: "a") } }
            for await text in group { #expect(text == "new") }
        }
        let request = try await templates.request {
            #expect(before.render([1], withTemplate: "a") == "old")
            #expect(after.render([1], withTemplate: "a") == "new")
        }
        #expect(request.renders.map(\.template) == ["{{>b}}", "old", "{{>b}}", "new"])
    }

    @Test("Work inside a render belongs to it")
    func inside() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(try TestTemplates.library(["a": "{{#f}}x{{/f}}"]), partials: true)
        let probe = templates.probe
        let request = try await templates.request {
            let object = ["f": MustacheLambda { text in probe.query("SELECT 1") { text } }]
            _ = traced.render(object, withTemplate: "a")
        }
        #expect(request.queries.first?.parent == request.renders.first?.id)
    }

    private func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "w") else { throw TestError() }
        fputs(text, file)
        fclose(file)
    }
}
