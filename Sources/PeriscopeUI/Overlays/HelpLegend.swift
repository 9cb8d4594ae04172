import Screen

/// What signs, flags and colours mean, for the end of help.
enum HelpLegend {
    static func rows(_ glyphs: Glyphs) -> [HelpPage.Row] {
        let times = glyphs.times
        return [
            row(glyphs.gutter, .cursor, "the selected row"),
            row(glyphs.mark, .marked, "marked with m: it is kept whatever comes"),
            row(glyphs.inFlight, .running, "still running; its clock runs too"),
            row(glyphs.bullet, .error, "a finding that is bad"),
            row(glyphs.hollowBullet, .warning, "a finding worth a look"),
            row("N+1\(times)50", .nplusone, "50 queries of one shape, one for each row of a query before them"),
            row("dup\(times)3", .duplicate, "the same query with the same values, again"),
            row("slow query", .slow, "past the limits of thresholds: in settings"),
            row("many", .warning, "many queries: more than a page should need"),
            row("gap", .warning, "time in which nothing was measured: your own code, or waiting"),
            row("lost", .error, "the server went away before it answered"),
            row("aborted", .warning, "the client went away before the answer was whole"),
            row("stream", .info, "an answer of unknown length; kept out of percentiles"),
            row(glyphs.delta, .text, "against the last build of the same route, better or worse"),
            row("[redacted]", .redacted, "masked in the server; it never left it"),
            row(glyphs.bar(fraction: 1, width: 3) + glyphs.beyond, .barApp, "a time that is longer than its bar"),
            row(glyphs.ellipsis, .textDim, "more than there is room for: L scrolls, v shows all of it"),
            row("PAUSED +7", .statusPaused, "everything stands still; 7 requests have come since"),
            row("FOLLOW", .statusFollow, "the newest request is selected, whenever one comes"),
            row("mouse", .keyHint, "wheel, click and double click work; Shift (Option on macOS) and drag selects text"),
        ]
    }

    private static func row(_ sign: String, _ role: Role, _ text: String) -> HelpPage.Row {
        HelpPage.Row(sign: StyledText(sign, role), text: text)
    }
}
