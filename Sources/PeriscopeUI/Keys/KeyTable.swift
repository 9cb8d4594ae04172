import Screen

/// The one table that drives dispatch, footer, help and palette, through the `KeyMap` in force.
///
/// The reasons for the choices are in the design's reference on terminals, 1.3. A key may stand in two rows where their
/// scopes do not meet.
package enum KeyTable {
    package static let bindings: [Binding] = moving + looking + finding + marking + showing + program

    private static let moving: [Binding] = [
        Binding(.down, [.character("j"), .down], .everywhere, .moving, "one row down"),
        Binding(.up, [.character("k"), .up], .everywhere, .moving, "one row up"),
        Binding(.halfPageDown, [.control("d")], .everywhere, .moving, "half a page down"),
        Binding(.halfPageUp, [.control("u")], .everywhere, .moving, "half a page up"),
        Binding(.pageDown, [.pageDown, .control("f")], .everywhere, .moving, "a page down"),
        Binding(.pageUp, [.pageUp, .control("b")], .everywhere, .moving, "a page up"),
        Binding(.top, [.character("g"), .home], .everywhere, .moving, "first row; in the list, follow the newest"),
        Binding(.bottom, [.character("G"), .end], .everywhere, .moving, "last row"),
        Binding(.left, [.character("h"), .left], .everywhere, .moving, "out: fold, or back"),
        Binding(.right, [.character("l"), .right], .everywhere, .moving, "in: unfold, or open"),
        Binding(
            .scrollLeft, [.character("H"), .character("<"), .shiftLeft], .everywhere, .moving, "scroll to the left"),
        Binding(
            .scrollRight, [.character("L"), .character(">"), .shiftRight], .everywhere, .moving, "scroll to the right"),
        Binding(
            .nextRequest, [.character("J")], [.list, .panel, .compare], .moving, "next request, staying in the panel",
            [.init(6, "next request", keys: "J K", in: .panel), .init(3, "next request", keys: "J K", in: .compare)]),
        Binding(
            .previousRequest, [.character("K")], [.list, .panel, .compare], .moving,
            "previous request, staying in the panel"),
        Binding(
            .nextItem, [.character("J")], [.opened, .profile], .moving,
            "next row of the panel, staying in what is opened",
            [.init(2, "next", keys: "J K", in: .opened)]),
        Binding(
            .previousItem, [.character("K")], [.opened, .profile], .moving,
            "previous row of the panel, staying in what is opened"),
    ]

    private static let looking: [Binding] = [
        Binding(
            .open, [.enter], .everywhere, .looking, "open what is selected",
            [.init(1, "open", in: [.list, .panel, .profile, .compare]), .init(1, "requests", in: .routes)]),
        Binding(
            .back, [.escape], .everywhere, .looking, "back one step",
            [.init(0, "back", in: [.panel, .opened, .routes, .apps, .profile, .compare, .build])]),
        Binding(
            .close, [.character("q")], .everywhere, .looking, "close this view; at the list, quit",
            [.init(40, "quit", in: .list)]),
        Binding(
            .nextPane, [.tab], .everywhere, .looking, "next pane",
            [.init(21, "pane", in: .detail)]),
        Binding(.previousPane, [.backTab], .everywhere, .looking, "previous pane"),
        Binding(
            .overview, [.character("1")], .everywhere, .looking, "Overview of the selected request",
            [.init(2, "panel", keys: "1-8", in: [.list, .panel])]),
        Binding(.timeline, [.character("2")], .everywhere, .looking, "Timeline of the selected request"),
        Binding(.sql, [.character("3")], .everywhere, .looking, "SQL of the selected request"),
        Binding(.templates, [.character("4")], .everywhere, .looking, "Templates of the selected request"),
        Binding(.logs, [.character("5")], .everywhere, .looking, "Logs of the selected request"),
        Binding(.request, [.character("6")], .everywhere, .looking, "Request and response of the selected request"),
        Binding(.calls, [.character("7")], .everywhere, .looking, "Calls and other spans of the selected request"),
        Binding(
            .profile, [.character("8")], .everywhere, .looking,
            "Profile of the selected request; of a route, of an app",
            [.init(6, "profile", in: [.routes, .apps])]),
        Binding(
            .profileSpan, [.character("c")], .detail, .looking, "CPU profile of the selected span only",
            [.init(10, "CPU", in: .panel)]),
        Binding(
            .profileAll, [.character("A")], [.list, .routes, .apps], .looking,
            "Profile of all requests that the list shows",
            [.init(7, "profile all", in: .routes)]),
        Binding(
            .routes, [.character("0")], .everywhere, .looking, "all requests by route",
            [.init(16, "routes", in: .list)]),
        Binding(
            .apps, [.character("9")], .everywhere, .looking, "the server processes",
            [.init(17, "apps", in: .list), .init(17, "apps", in: .routes), .init(6, "output", in: .build)]),
        Binding(.previousPanel, [.character("["), .controlLeft], .detail, .looking, "previous panel"),
        Binding(.nextPanel, [.character("]"), .controlRight], .detail, .looking, "next panel"),
    ]

    private static let finding: [Binding] = [
        Binding(
            .search, [.character("/")], .everywhere, .finding, "search; marks what is found",
            [.init(4, "search", in: .everywhere)]),
        Binding(.nextHit, [.character("n")], .everywhere, .finding, "next place found"),
        Binding(.previousHit, [.character("N")], .everywhere, .finding, "previous place found"),
        Binding(
            .filter, [.character("f")], .everywhere, .finding, "filter the requests; hides the others",
            [.init(3, "filter", in: [.list])]),
        Binding(
            .clearFilter, [.backspace], .everywhere, .finding, "clear the filter",
            [.init(2, "clear filter", in: .list)]),
        Binding(
            .nextProblem, [.character("e")], .everywhere, .finding, "next problem: request, row of the panel, route",
            [.init(12, "problem", in: .list), .init(5, "next error", keys: "e E", in: .build)]),
        Binding(
            .previousProblem, [.character("E")], .everywhere, .finding,
            "previous problem: request, row of the panel, route"),
        Binding(
            .showHidden, [.character("a")], .everywhere, .finding,
            "all: hidden requests, housekeeping; a profile of more",
            [
                .init(14, "hidden", in: .list), .init(12, "housekeeping", in: [.panel, .profile]),
                .init(5, "the same too", in: .compare),
            ]),
    ]

    private static let marking: [Binding] = [
        Binding(
            .mark, [.character("m")], .requests, .marking, "mark the request; marked ones are kept",
            [.init(8, "mark", in: .list)]),
        Binding(.markedOnly, [.character("M")], .requests, .marking, "marked requests only"),
        Binding(.nextMark, [.character("u")], .requests, .marking, "next marked request"),
        Binding(.unmarkAll, [.character("U")], .requests, .marking, "unmark all"),
    ]
}
