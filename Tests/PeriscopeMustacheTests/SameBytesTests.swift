import AdapterTesting
import Mustache
import Periscope
import PeriscopeMustache
import PeriscopeWire
import Testing

/// Templates and an object, and a word for what is special about them.
struct Rendering: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let templates: [String: String]
    let object: @Sendable () -> Any

    init(_ what: String, _ templates: [String: String], _ object: @escaping @Sendable () -> Any) {
        testDescription = what
        self.templates = templates
        self.object = object
    }
}

struct Person: Sendable {
    var name: String
    var friends: [Person] = []
    var nickname: String?
}

/// Answers every name, as objects with a `child(named:)` of their own may.
struct KnowsAll: MustacheParent {
    func child(named: String) -> Any? { "<\(named)>" }
}

/// Answers every name with a lambda.
struct KnowsLambdas: MustacheParent {
    func child(named: String) -> Any? { MustacheLambda { text in "lambda(\(text))" } }
}

@Suite("A traced library renders the same bytes")
struct SameBytesTests {
    static let renderings: [Rendering] = [
        Rendering(
            "a layout and blocks",
            [
                "main": "{{<layout}}{{$title}}Books{{/title}}{{$body}}<p>{{name}}</p>\n{{/body}}{{/layout}}",
                "layout": "<html>\n  <title>{{$title}}none{{/title}}</title>\n  {{$body}}empty{{/body}}\n</html>\n",
            ]
        ) { Person(name: "A & B") },
        Rendering(
            "nested layouts",
            [
                "main": "{{<page}}{{$title}}T{{/title}}{{/page}}",
                "page": "{{<base}}{{$content}}<h1>{{$title}}untitled{{/title}}</h1>{{>part}}{{/content}}{{/base}}",
                "base": "<{{$content}}nothing{{/content}}>",
                "part": "{{$title}}in part{{/title}} {{name}}",
            ]
        ) { Person(name: "x") },
        Rendering(
            "standalone partials, indented",
            [
                "main": "<ul>\n  {{#friends}}\n    {{>item}}\n  {{/friends}}\n</ul>\n",
                "item": "<li>\n  {{name}}\n  {{>more}}\n</li>\n", "more": "one\n\n  two\n{{name}}\nthree",
            ]
        ) { Person(name: "root", friends: [Person(name: "a\nb"), Person(name: "c")]) },
        Rendering("partials in a line", ["main": "a {{> b }} c{{>b}}\n\t{{>b}} d", "b": "[\n{{name}}\n]"]) {
            Person(name: "<&>")
        },
        Rendering("a partial at the very end", ["main": "x\n  {{>b}}", "b": "1\n2\n  {{>c}}", "c": "3\n4\n"]) {
            ["a": 1]
        },
        Rendering("a partial that is only a standalone tag", ["main": "  {{>b}}\n", "b": "{{#yes}}\n{{/yes}}\n"]) {
            ["yes": true]
        },
        Rendering("recursion", ["main": "{{name}}({{#friends}}{{>main}}{{/friends}})"]) {
            Person(name: "a", friends: [Person(name: "b", friends: [Person(name: "c")]), Person(name: "d")])
        },
        Rendering("a list at the root", ["main": "{{#.}}{{>b}},{{/.}}{{^.}}none{{/.}}{{count(.)}}", "b": "({{.}})"]) {
            ["x", "y<", "z"]
        },
        Rendering("an empty list at the root", ["main": "{{#.}}{{.}}{{/.}}{{^.}}none{{>b}}{{/.}}", "b": "b"]) {
            [String]()
        },
        Rendering("a Bool at the root", ["main": "{{#.}}yes{{/.}}{{^.}}no{{/.}}{{.}}{{>b}}", "b": "{{.}}"]) { false },
        Rendering("nil at the root", ["main": "{{.}}{{#.}}yes{{/.}}{{^.}}no{{/.}}{{name}}{{>b}}", "b": "{{.}}b"]) {
            Person?.none as Any
        },
        Rendering(
            "an optional at the root", ["main": "{{name}}{{some.name}}{{#some}}{{>b}}{{/some}}", "b": "{{name}}"]
        ) {
            Person?.some(Person(name: "s")) as Any
        },
        Rendering("a number at the root", ["main": "{{.}}{{>b}}", "b": "{{.}}"]) { 42 },
        Rendering("a string with transforms", ["main": "{{uppercased(.)}}{{>b}}", "b": "{{reversed(.)}}"]) { "a<b" },
        Rendering(
            "lambdas",
            [
                "main": "{{#bold}}{{>b}} {{name}}{{/bold}}{{plain}}{{&plain}}{{#nested}}x{{/nested}}", "b": "{{name}}!",
            ]
        ) {
            [
                "name": "<n>",
                "bold": MustacheLambda { text in "<b>\(text)</b>" },
                "plain": MustacheLambda { "{{name}} {{>b}}" },
                "nested": MustacheLambda { _ in MustacheLambda { _ in "{{>b}}" } },
            ] as [String: Any]
        },
        Rendering("a lambda at the root", ["main": "{{.}}{{>b}}{{#.}}text{{/.}}", "b": "{{.}}"]) {
            MustacheLambda { text in "l(\(text))" }
        },
        Rendering(
            "positions in lists",
            [
                "main": "{{#friends}}{{#first()}}F{{/first()}}{{index()}}{{>b}}{{^last()}}, {{/last()}}{{/friends}}",
                "b": "[{{index()}}{{name}}{{#even()}}e{{/even()}}]",
            ]
        ) { Person(name: "", friends: [Person(name: "a"), Person(name: "b"), Person(name: "c")]) },
        Rendering(
            "escaping and content types",
            [
                "main": "{{% CONTENT_TYPE: TEXT}}{{name}}{{>b}}{{name}}", "b": "{{name}}{{{name}}}{{&name}}{{>c}}",
                "c": "{{%CONTENT_TYPE: TEXT}}{{name}}",
            ]
        ) { Person(name: "<a & \"b\">") },
        Rendering("partials by name", ["main": "{{>*kind}}-{{>*missing}}-{{>nowhere}}", "b": "B{{name}}"]) {
            ["kind": "b", "name": "n"]
        },
        Rendering("other delimiters", ["main": "{{=<% %>=}}\n<% name %> {{name}} <%>b%>\n", "b": "{{=| |=}}|name|"]) {
            Person(name: "n")
        },
        Rendering(
            "what is not there", ["main": "{{nothing}}{{a.b.c}}{{#x}}{{>b}}{{/x}}{{^x}}{{>b}}{{/x}}", "b": "{{x}}"]
        ) {
            Person(name: "n", nickname: "k")
        },
        Rendering("optionals inside", ["main": "{{nickname}}{{#nickname}}{{>b}}{{/nickname}}", "b": "{{.}}"]) {
            Person(name: "n", nickname: "k")
        },
        Rendering(
            "an object that knows every name", ["main": "{{a}}{{>b}}{{#c}}{{>b}}{{/c}}", "b": "{{x}}{{^y}}no{{/y}}"]
        ) {
            KnowsAll()
        },
        Rendering(
            "an object that answers with lambdas", ["main": "{{a}}{{>b}}{{#c}}in{{/c}}", "b": "{{x}}{{^y}}no{{/y}}"]
        ) {
            KnowsLambdas()
        },
        Rendering(
            "an object that knows every name, inside", ["main": "{{#who}}{{>b}}{{/who}}", "b": "{{x}}{{>c}}", "c": "c"]
        ) {
            ["who": KnowsAll()]
        },
        Rendering("comments and blank lines", ["main": "{{! c }}\n\n {{!d}}\n{{>b}}\n\n", "b": "\n{{! only }}\n"]) {
            ["a": 1]
        },
        Rendering("carriage returns", ["main": "a\r\n  {{>b}}\r\nz", "b": "1\r\n2\r\n"]) { ["a": 1] },
        Rendering("an empty template", ["main": "{{>b}}", "b": ""]) { ["a": 1] },
        Rendering("a template as a value", ["main": "{{t}}{{>b}}", "b": "{{t}}"]) {
            ["t": (try? MustacheTemplate(string: "T{{name}}")) as Any, "name": "<n>"]
        },
        Rendering("names with slashes", ["main": "{{>shop/item}}!", "shop/item": "i{{>shop/part}}", "shop/part": "p"]) {
            ["a": 1]
        },
    ]

    @Test("with partials timed, and without", arguments: renderings, [true, false])
    func same(_ rendering: Rendering, partials: Bool) async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let library = try TestTemplates.library(rendering.templates)
        let plain = library.render(rendering.object(), withTemplate: "main")
        let traced = templates.probe.traced(library, partials: partials)
        let request = try await templates.request {
            #expect(traced.render(rendering.object(), withTemplate: "main") == plain)
        }
        #expect(plain != nil)
        #expect(request.renders.first?.name == "main")
        #expect(request.renders.first?.render.outputBytes == UInt64(plain?.utf8.count ?? -1))
        #expect(request.renders.first?.render.partialsTimed == partials)
        #expect(request.renders.allSatisfy { $0.end != nil })
    }

    @Test("outside of requests, and while the probe is off")
    func elsewhere() throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        for probe in [templates.probe, TestHub.probeOff()] {
            for rendering in Self.renderings {
                let library = try TestTemplates.library(rendering.templates)
                let plain = library.render(rendering.object(), withTemplate: "main")
                #expect(probe.traced(library, partials: true).render(rendering.object(), withTemplate: "main") == plain)
            }
        }
    }

    @Test("A template that is not there is nil, and an error in the record")
    func missing() async throws {
        let templates = try TestTemplates()
        defer { templates.hub.stop() }
        let traced = templates.probe.traced(try TestTemplates.library(["a": "a"]), partials: true)
        let request = try await templates.request {
            #expect(traced.render(1, withTemplate: "b") == nil)
            #expect(traced.render(1, withTemplate: "b", reload: true) == nil)
        }
        #expect(request.renders.map(\.status) == [.error, .error])
        #expect(request.renders.first?.failure?.message == "No template is named \"b\".")
    }
}
