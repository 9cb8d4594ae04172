import PeriscopeHistory
import Screen

/// The views of the whole: Routes and Apps.
enum WholeView {
    static func content(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> PanelContent {
        if state.view == .routes {
            if state.routes.showsShapes { return shapes(state, context, width: width, glyphs).content() }
            return routes(state, context, width: width, glyphs).content()
        }
        if state.view == .compare { return CompareView.content(state, context, width: width, glyphs) }
        if state.view == .profile, let content = ProfilePane.content(state, context, width: width, glyphs) {
            return content
        }
        if state.view == .build { return BuildView(state, context, width: width, glyphs).content() }
        return AppsView(
            history: context.history, environment: context.environment, clock: state.clock(context), width: width,
            isWrapping: state.isWrapping, glyphs: glyphs
        ).content()
    }

    static func routes(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> RoutesView {
        RoutesView(
            history: context.history, state: state.routes, thresholds: context.environment.thresholds, width: width,
            glyphs: glyphs,
            latencies: RoutesView.hasGraph(width: width, rows: context.size.rows)
                ? { context.cache.latencies.spread(.init(route: $0, family: nil), context) } : nil)
    }

    static func shapes(_ state: UIState, _ context: UIContext, width: Int, _ glyphs: Glyphs) -> ShapesView {
        ShapesView(
            history: context.history, state: state.routes, thresholds: context.environment.thresholds, width: width,
            glyphs: glyphs)
    }
}

extension UIState {
    /// The cursor of the view of the whole that is shown.
    var wholeCursor: CursorState {
        get {
            switch view {
            case .profile: wholeProfile.levels.last?.cursor ?? wholeProfile.cursor
            case .apps: apps.cursor
            case .compare: comparison.cursor
            case .build: run.cursor
            default: routes.showsShapes ? routes.shapeCursor : routes.cursor
            }
        }
        set {
            if view == .profile {
                if wholeProfile.levels.isEmpty {
                    wholeProfile.cursor = newValue
                } else {
                    wholeProfile.levels[wholeProfile.levels.count - 1].cursor = newValue
                }
            } else if view == .compare {
                comparison.cursor = newValue
            } else if view == .build {
                run.cursor = newValue
            } else if view == .apps {
                apps.cursor = newValue
            } else if routes.showsShapes {
                routes.shapeCursor = newValue
            } else {
                routes.cursor = newValue
            }
        }
    }
}
