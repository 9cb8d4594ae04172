import PeriscopeHistory
import Screen

/// Where the time of both went, with bars on one scale.
struct CompareTimes {
    let diff: RequestDiff
    let style: CompareStyle

    private struct Part {
        let name: String
        let short: String
        let role: Role
        let time: Pair<UInt64>
    }

    private var format: Format { style.format }

    func add(to rows: inout CompareRows) {
        guard diff.canCompareTimes else {
            rows.heading("TIME")
            let text = "left out: one is of a debug build, the other of a release build"
            for row in TextBlock(text, wrappedTo: max(10, style.width - 4)).rows {
                rows.add(Line("   " + row.text, .warning))
            }
            return
        }
        let parts = parts()
        guard !parts.isEmpty else { return }
        rows.heading("TIME", note)
        let scale = Double(max(1, parts.map { max($0.time.base, $0.time.other) }.max() ?? 1))
        for part in parts {
            if style.isWide { rows.add(beside(part, scale)) } else { under(part, scale).forEach { rows.add($0) } }
        }
    }

    /// What keeps the whole from being held against the other.
    private var note: StyledText {
        let requests = diff.requests
        if requests.base.isStreamed || requests.other.isStreamed {
            return StyledText("a stream's time is its client's as well", .textDim)
        }
        if requests.base.isAborted || requests.other.isAborted {
            return StyledText("a client went away before the end", .textDim)
        }
        return StyledText()
    }

    private func parts() -> [Part] {
        let phases = diff.phases
        var parts: [Part] = []
        if let base = phases.base.total, let other = phases.other.total {
            parts.append(Part(name: "whole request", short: "whole", role: .textStrong, time: Pair(base, other)))
        }
        let kinds: [(PhaseTimes.Phase, String, String, Role)] = [
            (.sql, "SQL", "SQL", .barSQL), (.housekeeping, "housekeeping", "upkeep", .barSQL),
            (.calls, "calls", "calls", .barIO),
            (.templates, "templates", "templates", .barTemplate), (.spans, "spans", "spans", .barOther),
            (.own, "own code, or waiting", "own code", .barApp),
        ]
        for (phase, name, short, role) in kinds {
            let time = phases.map { $0[phase] }
            if phases.base.isNamed(phase) || phases.other.isNamed(phase) {
                parts.append(Part(name: name, short: short, role: role, time: time))
            }
        }
        if let base = phases.base.handler, let other = phases.other.handler {
            parts.append(Part(name: "in the handler", short: "handler", role: .layerHandler, time: Pair(base, other)))
        }
        if let base = phases.base.aroundHandler, let other = phases.other.aroundHandler {
            parts.append(
                Part(name: "middleware around it", short: "around it", role: .layerMiddleware, time: Pair(base, other)))
        }
        return parts
    }

    private static let valueWidth = 9
    private static let differenceWidth = 11

    private func beside(_ part: Part, _ scale: Double) -> Line {
        let label = 23
        let bar = max(4, (style.width - 2 - label - 2 * (Self.valueWidth + 2) - Self.differenceWidth) / 2)
        var line = Line(" ")
        line.gap(2)
        line.column(part.name, label - 2)
        for side in CompareSide.allCases {
            line.gap(side == .base ? 0 : 2)
            line.column(self.bar(part, side, scale, bar), bar)
            line.gap(1)
            line.column(format.duration(part.time[side]), Self.valueWidth, .text, .right)
        }
        line.column(style.difference(part.time), Self.differenceWidth, .right)
        return line
    }

    /// The base on the first line, the other and the difference on the second.
    private func under(_ part: Part, _ scale: Double) -> [Line] {
        let label = style.isNarrow ? 9 : 21
        let bar = max(2, style.width - 3 - label - 2 - Self.valueWidth - 2)
        return CompareSide.allCases.map { side in
            var line = Line(" ")
            line.gap(style.isNarrow ? 0 : 2)
            if side == .base {
                line.column(style.isNarrow ? part.short : part.name, label)
            } else {
                line.column(style.difference(part.time), label - 1, .right)
                line.gap(1)
            }
            line.add(style.sign(side))
            line.gap(1)
            line.column(self.bar(part, side, scale, bar), bar)
            line.column(format.duration(part.time[side]), Self.valueWidth, .text, .right)
            return line
        }
    }

    private func bar(_ part: Part, _ side: CompareSide, _ scale: Double, _ width: Int) -> StyledText {
        StyledText(style.glyphs.bar(fraction: Double(part.time[side]) / scale, width: width), part.role)
    }
}
