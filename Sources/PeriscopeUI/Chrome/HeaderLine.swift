import PeriscopeHistory
import Screen

/// The top line: who is connected, how it goes, and whether the view moves.
struct HeaderLine {
    private struct Piece {
        let text: StyledText
        /// Lower is kept longer.
        let rank: Int
    }

    private let state: UIState
    private let history: History
    private let overview: HistoryOverview
    private let isFile: Bool
    private let format: Format

    init(state: UIState, context: UIContext, overview: HistoryOverview, glyphs: Glyphs) {
        self.state = state
        history = context.history
        self.overview = overview
        isFile = context.environment.hub.isFile
        format = Format(glyphs: glyphs)
    }

    func line(width: Int) -> Line {
        let mode = mode
        let space = width - (mode.isEmpty ? 1 : mode.width + 3)
        let separator = StyledText("  " + format.glyphs.separator + "  ", .textDim)
        var line = Line()
        line.gap(1)
        for (index, piece) in fitting(space: space, separator: separator.width).enumerated() {
            if index > 0 { line.add(separator) }
            line.add(piece.text)
        }
        if line.cursor > 1, let graph = sparkline(columns: space - line.cursor - separator.width) {
            line.add(separator)
            line.add(graph)
        }
        line.addRight(mode, end: width - 1)
        return line
    }

    /// By rank as many as fit, in the order of the line.
    private func fitting(space: Int, separator: Int) -> [Piece] {
        let pieces = pieces()
        var kept: Set<Int> = []
        var used = 1
        for (index, piece) in pieces.enumerated().sorted(by: { $0.element.rank < $1.element.rank }) {
            let columns = piece.text.width + (kept.isEmpty ? 0 : separator)
            guard used + columns <= space || kept.isEmpty else { continue }
            kept.insert(index)
            used += columns
        }
        return pieces.enumerated().filter { kept.contains($0.offset) }.map(\.element)
    }

    private func pieces() -> [Piece] {
        let totals = history.totals
        var pieces = [Piece(text: apps(), rank: 0)]
        let held = max(0, totals.held - totals.noise)
        pieces.append(Piece(text: StyledText(format.count(held, "request", "requests")), rank: 3))
        guard held > 0 else { return pieces }
        if !isFile { pieces.append(Piece(text: StyledText(format.rate(overview.rate) + "/s"), rank: 4)) }
        var percentiles = StyledText("p50 ", .textDim)
        percentiles.append(format.roughDuration(overview.p50))
        percentiles.append("  p95 ", .textDim)
        percentiles.append(format.roughDuration(overview.p95))
        pieces.append(Piece(text: percentiles, rank: 2))
        let errors = format.count(overview.errors, "error", "errors")
        pieces.append(Piece(text: StyledText(errors, overview.errors > 0 ? .error : .textDim), rank: 1))
        return pieces
    }

    /// Fewer columns than this say nothing.
    private static let leastSparkline = 6

    /// The newest of the latencies that there is room for.
    private func sparkline(columns: Int) -> StyledText? {
        let values = overview.sparkline.suffix(max(0, columns)).map { Double($0 ?? 0) }
        guard values.count >= Self.leastSparkline, values.contains(where: { $0 > 0 }) else { return nil }
        return StyledText(format.glyphs.sparkline(values), .chart)
    }

    private func apps() -> StyledText {
        let apps = history.apps
        if isFile { return fileApps(apps) }
        let connected = apps.enumerated().filter { $0.element.connection == .connected }
        guard let first = connected.first else {
            guard let last = apps.last else { return StyledText("periscope", .title) }
            var text = StyledText("\(last.name) \(last.pid) ", .textDim)
            text.append(last.buildID.isEmpty && last.samples.isEmpty ? "" : "disconnected", .statusDisconnected)
            return text
        }
        if connected.count > 2 {
            let names = Set(connected.map(\.element.name))
            let name = names.count == 1 ? " of " + first.element.name : ""
            return StyledText("\(connected.count) apps" + name, .title)
        }
        var text = StyledText()
        for (index, app) in connected.enumerated() {
            if index > 0 { text.append(", ", .textDim) }
            text.append(app.element.name, connected.count > 1 ? RequestRole.app(app.offset) : .title)
            text.append(" \(app.element.pid)", .textDim)
            let configuration = AppText.configuration(app.element)
            if !configuration.isEmpty { text.append(" " + configuration, .textDim) }
        }
        return text
    }

    /// Whose requests a file holds; no server is there.
    private func fileApps(_ apps: [AppRecord]) -> StyledText {
        let names = Set(apps.map(\.name))
        guard let name = apps.last?.name else { return StyledText("file", .textDim) }
        let title = names.count == 1 ? name : "\(names.count) apps"
        return StyledText(title, .title) + StyledText(" file", .textDim)
    }

    /// Quiet: it costs the server little, but not nothing.
    private var profiler: StyledText {
        let isOn = history.apps.contains { $0.connection == .connected && $0.profiler?.isOn ?? false }
        return StyledText(isOn ? " PROF " : "", .textDim)
    }

    private var mode: StyledText {
        if let pause = state.pause {
            return profiler + StyledText(" PAUSED +\(format.count(pause.new)) ", .statusPaused)
        }
        guard state.view == .requests, state.isFollowing, !isFile else { return profiler }
        return profiler + StyledText(" FOLLOW ", .statusFollow)
    }
}
