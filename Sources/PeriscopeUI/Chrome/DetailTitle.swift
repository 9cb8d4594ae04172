import PeriscopeHistory
import Screen

/// The line that says which request is shown.
enum DetailTitle {
    static func line(
        _ request: RequestRecord, app: AppRecord?, clock: UnixNanoseconds, environment: UIEnvironment, place: String,
        isFocused: Bool, isMarked: Bool, width: Int, glyphs: Glyphs
    ) -> Line {
        let format = Format(glyphs: glyphs)
        var line = Line(" ")
        if isMarked { line.add(glyphs.mark + " ", .marked) }
        line.add(request.method + " ", RequestRole.method(request.method))
        let result = result(request, clock, format, environment)
        let space = max(8, width - line.cursor - result.width - 6)
        let path = request.query.isEmpty ? request.path : request.path + "?" + request.query
        line.add(format.middle(String(path.prefix(1_024)), width: min(space, 60)), isFocused ? .titleFocus : .title)
        line.add(" " + glyphs.arrowRight + " ", .textDim)
        line.add(result)
        let end = width - 1 - (place.isEmpty ? 0 : place.utf8.count + 2)
        if let app {
            let configuration = AppText.configuration(app)
            let build = "\(app.name) \(app.pid) \(configuration), build \(app.buildNumber)"
            if line.cursor + 3 + build.utf8.count <= end { line.add("   " + build, .textDim) }
        }
        let time = format.timeOfDay(request.startedAt, utcOffsetSeconds: environment.utcOffsetSeconds)
        if line.cursor + 3 + time.utf8.count <= end { line.add("   " + time, .textDim) }
        line.addRight(StyledText(place, .textDim), end: width - 1)
        return line
    }

    private static func result(
        _ request: RequestRecord, _ clock: UnixNanoseconds, _ format: Format, _ environment: UIEnvironment
    ) -> StyledText {
        switch request.state {
        case .open:
            let elapsed = request.elapsed(at: clock).map(format.clock) ?? ""
            return StyledText(format.glyphs.inFlight + "  " + elapsed, .running)
        case .lost: return StyledText("lost", .error)
        case .finished, .failed:
            var text = StyledText(request.status.map(String.init) ?? format.unknown, RequestRole.status(request))
            text.append("   " + format.duration(request.duration), request.slowness(environment.thresholds).role)
            return text
        }
    }
}
