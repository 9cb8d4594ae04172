import PeriscopeHistory

extension PanelInput {
    /// What is on screen of the request: the panel, or the thing that was opened in it.
    func content() -> PanelContent {
        guard let opened = detail.opened else { return panelContent() }
        switch opened {
        case .span(let id):
            guard let span = facts.place(of: id).map({ spans[$0] }) else { return gone }
            if let query = span.query { return QueryPanel(input: self, span: span, query: query).content() }
            if let render = span.render { return RenderPanel(input: self, span: span, render: render).content() }
            return SpanPanel(input: self, span: span).content()
        case .group(let first): return QueryGroupPanel(input: self, first: first).content()
        case .log(let place):
            guard logs.indices.contains(place) else { return gone }
            return LogPanel(input: self, log: logs[place]).content()
        case .function: return gone
        }
    }

    /// The panel itself, whatever is opened in it.
    func panelContent() -> PanelContent {
        switch detail.panel {
        case .overview: OverviewPanel(input: self).content()
        case .timeline: TimelinePanel(self).content()
        case .sql: SQLPanel(self).content()
        case .templates: TemplatesPanel(self).content()
        case .logs: LogsPanel(self).content()
        case .request: RequestPanel(self).content()
        case .calls: CallsPanel(self).content()
        case .profile: gone
        }
    }

    private var gone: PanelContent {
        var content = PanelContent()
        content.empty = ["This is no longer in the history."]
        return content
    }
}
