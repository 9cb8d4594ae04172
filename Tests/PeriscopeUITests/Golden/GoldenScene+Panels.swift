import PeriscopeUI
import Screen

extension GoldenScene {
    /// Panels of a request of the bookshop, and what is opened in them.
    static let panelScenes: [GoldenScene] = [
        bookshop("overview", "j1"), bookshop("overview-error", "jjjj1"), bookshop("overview-in-flight", "1"),
        bookshop("timeline", "j2"), bookshop("timeline-zoomed", "j2z++"), bookshop("timeline-flat", "j2zt"),
        bookshop("timeline-span", "j2jj<enter>"),
        bookshop("sql", "j3"), bookshop("sql-grouped", "j3t"), bookshop("query", "j3j<enter>"),
        bookshop("templates", "j4"),
        bookshop("logs", "j5"), bookshop("log", "j5<enter>"), bookshop("logs-levels", "j5++"),
        bookshop("request", "jjj6"), bookshop("request-scrolled", "jjj6zG"),
        bookshop("panel-searched", "jjj6/host<enter>"),
        bookshop("calls", "jjj7"), bookshop("call", "jjj7z<enter>"),
        bookshop("profile-off", "j8"),
        bookshop("panel-empty", "jjjj3"), bookshop("panel-moved-on", "j3JJ"),
        scene("late-handler", "2", { .lateHandler($0, $1, glyphs: $2) }),
    ]

    /// The SQL and the templates panels with every sort of query.
    static let orderScenes: [GoldenScene] = [
        orders("sql", "3zG"), orders("sql-grouped", "3zt"), orders("sql-by-time", "3zs<down><enter>"),
        orders("query", "3zjjjj<enter>"), orders("group", "3ztj<enter>"),
        orders("query-plan", "3zjjjjjjjjjjjjjp") { $0.answer(UIDriver.orderPlan) },
        orders("query-plan-asked", "3zjjjjjjjjjjjjjp") { ui in
            guard case .explain(let question) = ui.takeEffects().last else { return }
            ui.environment.plans[question.key] = .asked(at: ui.now)
        },
        orders("templates", "4z"), orders("render", "4z<enter>"), orders("render-inner", "4zj<enter>"),
    ]

    private static func orders(
        _ name: String, _ keys: String, then: @escaping @Sendable (inout UIDriver) -> Void = { _ in }
    ) -> GoldenScene {
        scene("orders-" + name, "", { .orders(keys, $0, $1, glyphs: $2) }, then)
    }

    /// What was found, and what a build changed.
    static let findingScenes: [GoldenScene] = [
        bookshop("report", "jj1"), bookshop("report-timeline", "jj2"), bookshop("ignored", "j1II"),
        bookshop("shapes", "0t"), bookshop("shape", "0t<enter>"),
        rebuilt("rebuilt", ""), rebuilt("rebuilt-overview", "1"), rebuilt("rebuilt-routes", "0"),
        rebuilt("compare", "d"), rebuilt("compare-all", "da"), rebuilt("compare-scrolled", "dG"),
        rebuilt("compare-marked", "jmkd"), rebuilt("compare-swapped", "dt"), bookshop("compare-none", "jd"),
    ]

    static let profileScenes: [GoldenScene] = [
        profiled("profile", "8"), profiled("profile-all-frames", "8A"), profiled("profile-function", "8<enter>"),
        profiled("profile-spans", "8tt"), profiled("profile-waiting", "j8"), profiled("profile-empty", "jj8"),
        profiled("profile-export", "8x"), profiled("flame", "8tjjj"), profiled("flame-all-frames", "8tAjjj"),
        profiled("flame-search", "8t/page<enter>"), profiled("flame-zoomed", "8tjjj<enter>"),
        profiled("route-profile", "08"), profiled("route-flame", "08tjj"), profiled("profile-of-all", "A"),
        profiled("profiled-overview", "1"), profiled("profiled-apps", "9"), profiled("app-profile", "98"),
    ]

    private static func profiled(_ name: String, _ keys: String) -> GoldenScene {
        scene(name, "", { .profiled(keys, $0, $1, glyphs: $2) })
    }
}
