import Mustache
import Periscope

/// A library that renders the same bytes, and asks a clock for two names around each partial.
///
/// Every template stays what it was, under another name; its own name gets a text of ours that includes it:
///
///     {{^enter}}{{/enter}}{{>original}}{{^leave}}{{/leave}}
///
/// An inverted section that is empty renders nothing, whatever its name stands for, and a partial that is alone in its
/// text, and not on a line of its own, passes on the stack, the indentation and the blocks that it was given. The
/// object is put on the stack as the one element of a list, which is pushed as it is, whether it is a list itself, a
/// Bool or nil; below it lies the clock, which knows no other names.
///
/// A template that includes none has no entry: it is rendered as it is.
struct TimedPartials: Sendable {
    private let library: MustacheLibrary
    private let entries: [String: String]
    private let names: PartialNames

    /// Nil if there is no partial to time, a name is taken by the app, or one of our own texts does not parse.
    init?(_ templates: [String: MustacheTemplate], origins: [String: TemplateOrigin]) {
        let including = Set(templates.filter { LibraryTemplates.mayInclude($0.value) }.keys)
        guard !including.isEmpty else { return nil }
        var library = MustacheLibrary()
        var entries: [String: String] = [:]
        var names = PartialNames()
        for (name, template) in templates.sorted(by: { $0.key < $1.key }) {
            guard !name.hasPrefix(PartialNames.prefix) else { return nil }
            let words = names.add(name, origin: origins[name] ?? .unknown)
            let enter = "{{^\(words.enter)}}{{/\(words.enter)}}"
            let leave = "{{^\(words.leave)}}{{/\(words.leave)}}"
            let wrapper = "\(enter){{>\(words.original)}}\(leave)"
            do {
                try library.register(wrapper, named: name)
                if including.contains(name) {
                    let entry = "{{#\(PartialNames.object)}}{{>\(words.original)}}{{/\(PartialNames.object)}}"
                    try library.register(entry, named: words.entry)
                    entries[name] = words.entry
                }
            } catch {
                return nil
            }
            library.register(template, named: words.original)
        }
        self.library = library
        self.entries = entries
        self.names = names
    }

    /// Nil if the template includes none.
    func entry(of name: String) -> String? { entries[name] }

    func render(_ object: Any, entry: String, in recording: Recording, probe: Probe) -> String? {
        let clock = PartialClock(object: object, names: names, recording: recording, probe: probe)
        defer { clock.close() }
        return library.render(clock, withTemplate: entry)
    }
}
