internal import PeriscopeInsight

/// Findings, and the call stacks that a line refers to.
extension JSONWriter {
    /// The design's keys first, then what there is besides.
    mutating func finding(_ finding: Finding, _ notes: RequestNotes) {
        object { writer in
            writer.key("kind")
            writer.string(finding.kind.name)
            writer.key("severity")
            writer.string(finding.severity == .bad ? "bad" : "warn")
            writer.key("confirmed")
            writer.bool(finding.isConfirmed)
            writer.key("title")
            writer.string(notes.title(of: finding))
            writer.key("count")
            writer.number(finding.count)
            writer.key("call_site")
            writer.string(notes.site(of: finding.stack))
            writer.key("fingerprint")
            writer.string(finding.fingerprint.isEmpty ? nil : finding.fingerprint)
            writer.key("spans")
            writer.array(of: finding.spans) { $0.id($1) }
            writer.rest(of: finding)
        }
    }

    private mutating func rest(of finding: Finding) {
        key("duration_ms")
        milliseconds(finding.duration)
        if finding.avoidableCount > 0 {
            key("avoidable_count")
            number(finding.avoidableCount)
            key("avoidable_ms")
            milliseconds(finding.avoidableDuration)
        }
        if finding.source != 0 {
            key("source")
            id(finding.source)
        }
        if !finding.subject.isEmpty {
            key("subject")
            string(finding.subject)
        }
        if let suggestion = finding.suggestion {
            key("suggestion")
            string(suggestion)
        }
    }

    /// Each stack once, as a list of the app's own functions; spans have its number.
    ///
    /// So a request that runs five hundred queries from one place names it once; and stacks that differ only outside of
    /// the app's code stay two, which findings depend on.
    mutating func stacks(_ notes: RequestNotes) {
        guard !notes.stacks.isEmpty else { return }
        key("stacks")
        array(of: notes.stacks) { writer, stack in
            writer.array(of: notes.frames(of: stack)) { $0.string($1) }
        }
    }

    /// Of a span that is no query.
    mutating func callSite(_ span: SpanRecord, _ notes: RequestNotes) {
        if let site = notes.site(of: span.stack) {
            key("call_site")
            string(site)
        }
        stackNumber(span, notes)
    }

    mutating func stackNumber(_ span: SpanRecord, _ notes: RequestNotes) {
        guard let number = notes.number(of: span.stack) else { return }
        key("stack")
        self.number(number)
    }
}
