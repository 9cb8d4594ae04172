import Mustache
import Periscope
import PeriscopeWire

/// The bottom of one render's stack: asked for a name at each partial's start and end, it takes the time.
///
/// One render uses it, on one thread.
final class PartialClock: MustacheParent {
    private struct Open {
        let partial: Int
        let span: UInt64
        /// The parent for what is inside; the partial's own span, unless that was past the recorder's limits.
        let parent: UInt64
    }

    private let object: Any
    private let names: PartialNames
    private let recording: Recording
    private let probe: Probe
    private var open: [Open] = []

    init(object: Any, names: PartialNames, recording: Recording, probe: Probe) {
        self.object = object
        self.names = names
        self.recording = recording
        self.probe = probe
    }

    func child(named name: String) -> Any? {
        guard name.hasPrefix(PartialNames.prefix) else { return nil }
        if name == PartialNames.object { return [object] }
        switch names[name] {
        case .enter(let partial): enter(partial)
        case .leave(let partial): leave(partial)
        case nil: return nil
        }
        return true
    }

    /// Ends what is still open; nothing is, unless an object on the stack answered for us.
    func close() {
        while !open.isEmpty { endLast() }
    }

    private func enter(_ partial: Int) {
        let parent = open.last?.parent ?? recording.span
        let span = recording.recorder.begin(
            .render, name: names.partials[partial].name, parent: parent, at: probe.now())
        open.append(Open(partial: partial, span: span, parent: span == 0 ? parent : span))
    }

    private func leave(_ partial: Int) {
        guard open.contains(where: { $0.partial == partial }) else { return }
        while let last = open.last {
            endLast()
            if last.partial == partial { return }
        }
    }

    private func endLast() {
        guard let last = open.popLast(), last.span != 0 else { return }
        // The text that a partial made is not handed to anyone, so its size is not known.
        let origin = names.partials[last.partial].origin
        let render = CapturedRender(
            outputBytes: 0, arePartialsTimed: true, source: origin.source, text: origin.text)
        recording.recorder.end(last.span, at: probe.now(), outcome: SpanOutcome(detail: .render(render)))
    }
}
