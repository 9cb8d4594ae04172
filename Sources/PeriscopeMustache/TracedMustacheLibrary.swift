public import Mustache
import Periscope
import PeriscopeWire

/// A library of templates whose renders are recorded; made by ``Probe/traced(_:partials:)``.
public struct TracedMustacheLibrary: Sendable {
    /// The templates, untouched.
    public private(set) var library: MustacheLibrary

    private let probe: Probe
    private let wantsPartials: Bool
    private let capturesValues: Bool
    /// Another one after each change, so that a copy keeps its own.
    private var prepared = PreparedTemplates()

    init(_ library: MustacheLibrary, probe: Probe, partials: Bool) {
        self.library = library
        self.probe = probe
        wantsPartials = partials
        capturesValues = probe.options.contextValues
        probe.attach(adapter: "mustache")
        // Here rather than in the first request, as most libraries are whole by now.
        if probe.isOn { _ = facts }
    }

    /// Renders an object with a template, as `MustacheLibrary` does; nil if there is no such template.
    public func render(_ object: Any, withTemplate name: String) -> String? {
        guard let recording = probe.recording else { return library.render(object, withTemplate: name) }
        let facts = facts
        let call = Call(
            name: name, stack: probe.callStack(), origin: facts.origin(of: name), areTimed: facts.arePartialsTimed)
        return record(call, object, in: recording) { inner in
            if let partials = facts.partials, let entry = partials.entry(of: name) {
                return partials.render(object, entry: entry, in: inner, probe: probe)
            }
            return library.render(object, withTemplate: name)
        }
    }

    /// Renders an object with a template that is read again from its file, as `MustacheLibrary` does in debug builds.
    ///
    /// Partials have no times of their own then.
    public func render(_ object: Any, withTemplate name: String, reload: Bool) -> String? {
        guard reload else { return render(object, withTemplate: name) }
        guard let recording = probe.recording else { return library.render(object, withTemplate: name, reload: true) }
        let call = Call(name: name, stack: probe.callStack(), origin: facts.origin(of: name).reread, areTimed: false)
        return record(call, object, in: recording) { _ in
            library.render(object, withTemplate: name, reload: true)
        }
    }

    /// The template of a name, untouched.
    public func getTemplate(named name: String) -> MustacheTemplate? {
        library.getTemplate(named: name)
    }

    /// Registers a template under a name.
    public mutating func register(_ template: MustacheTemplate, named name: String) {
        library.register(template, named: name)
        prepared = PreparedTemplates()
    }

    /// Registers a text as a template under a name; throws where the text does not parse.
    public mutating func register(_ mustache: String, named name: String) throws {
        try library.register(mustache, named: name)
        prepared = PreparedTemplates()
    }

    private var facts: PreparedTemplates.Facts { prepared.facts(of: library, wantsPartials: wantsPartials) }

    /// What is known of a render when it begins.
    private struct Call {
        let name: String
        let stack: CallStackID
        let origin: TemplateOrigin
        let areTimed: Bool
    }

    /// The context is read after the render, so that reading it is in no time but its own.
    private func record(
        _ call: Call, _ object: Any, in recording: Recording, _ render: (Recording) -> String?
    ) -> String? {
        let recorder = recording.recorder
        let span = recorder.begin(
            .render, name: call.name, parent: recording.span, at: probe.now(), stack: call.stack)
        let inner = span == 0 ? recording : recording.child(span)
        let output = inner.bound { render(inner) }
        let end = probe.now()
        guard span != 0 else { return output }
        let captured = CapturedRender(
            outputBytes: UInt64(output?.utf8.count ?? 0),
            context: ContextCapture.capture(object, withValues: capturesValues),
            arePartialsTimed: call.areTimed,
            source: call.origin.source,
            text: call.origin.text)
        var outcome = SpanOutcome(detail: .render(captured))
        if output == nil {
            outcome.status = .error
            outcome.failure = CapturedFailure(
                type: "MustacheLibrary", message: "No template is named \"\(call.name)\".")
        }
        recorder.end(span, at: end, outcome: outcome)
        return output
    }
}
