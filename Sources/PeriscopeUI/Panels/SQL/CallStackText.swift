import PeriscopeHistory
import Screen

/// The functions that led to a span, innermost first: the app's own, and the libraries' between them folded away.
struct CallStackText {
    let input: PanelInput
    let span: SpanRecord

    /// A call stack on the wire has no more frames; inlined functions come on top.
    private static let limit = 200

    private enum Part {
        case frame(Int)
        case libraries(Range<Int>)
    }

    func add(to text: inout PanelText) {
        let frames = Array(input.callStack(span.stack).prefix(Self.limit))
        text.heading("STACK", note(frames))
        guard !frames.isEmpty else { return text.prose(reason, .textDim) }
        if !frames.contains(where: \.isApp) { text.prose("none of the app's own functions has a name here", .textDim) }
        let widest = frames.reduce(8) { $1.isApp ? max($0, TextWidth.width(of: $1.function)) : $0 }
        let width = min(widest, max(12, text.width - 30))
        for part in parts(frames) {
            switch part {
            case .frame(let index): add(frames[index], index, width, indent: 3, to: &text)
            case .libraries(let range): add(range, of: frames, width, to: &text)
            }
        }
    }

    private func note(_ frames: [SourceFrame]) -> StyledText {
        frames.contains { $0.isApp && !$0.path.isEmpty } ? StyledText("o opens the source", .textDim) : StyledText()
    }

    /// Why there is none.
    private var reason: String {
        let why = CallSiteText.whyNot(
            stack: span.stack, site: nil, hasNames: false, app: input.app, environment: input.environment)
        return "no call site: " + (why ?? "")
    }

    private func parts(_ frames: [SourceFrame]) -> [Part] {
        var parts: [Part] = []
        var start: Int?
        for (index, frame) in frames.enumerated() {
            if frame.isApp {
                if let first = start { parts.append(.libraries(first..<index)) }
                start = nil
                parts.append(.frame(index))
            } else if start == nil {
                start = index
            }
        }
        if let first = start { parts.append(.libraries(first..<frames.count)) }
        return parts
    }

    private func add(
        _ frame: SourceFrame, _ index: Int, _ width: Int, indent: Int, to text: inout PanelText
    ) {
        let name = frame.function.isEmpty ? "?" : frame.function
        var place = StyledText(frame.place, frame.isApp ? .link : .textDim)
        if frame.isAsync { place.append("  async", .textDim) }
        var line = Line()
        line.gap(indent)
        // A name that its column would cut has a row of its own, and its place the next.
        guard TextWidth.width(of: name, glyphs: input.glyphs) > width else {
            line.column(name, width, frame.isApp ? .text : .textDim)
            line.gap(2)
            line.add(place)
            return text.add(line, .init(key: .frame(index), source: frame))
        }
        line.column(name, max(8, text.width - indent - 1), frame.isApp ? .text : .textDim)
        text.add(line, .init(key: .frame(index), source: frame))
        var second = Line()
        second.gap(indent + 2)
        second.add(place)
        text.add(second)
    }

    private func add(_ range: Range<Int>, of frames: [SourceFrame], _ width: Int, to text: inout PanelText) {
        let key = FoldKey.make(span.id, "frames", range.lowerBound)
        let isOpen = input.detail.unfolded.contains(key)
        var line = Line("   ")
        line.add((isOpen ? input.glyphs.open : input.glyphs.closed) + " ", .tree)
        line.add(input.format.count(range.count, "library function", "library functions"), .textDim)
        text.add(line, .init(key: .fold(key), fold: .init(key: key, isGroup: true, isOpen: isOpen)))
        guard isOpen else { return }
        for index in range { add(frames[index], index, max(8, width - 2), indent: 5, to: &text) }
    }
}
