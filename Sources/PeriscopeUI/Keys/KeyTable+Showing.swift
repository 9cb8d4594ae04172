import Screen

extension KeyTable {
    static let showing: [Binding] = [
        Binding(
            .pause, [.character(" ")], .everywhere, .showing, "pause the view; intake goes on, and is counted",
            [
                .init(5, "pause", in: .list),
                .init(5, "pause", in: [.panel, .opened, .routes, .apps, .profile, .compare, .build]),
            ]),
        Binding(
            .follow, [.character("F")], .everywhere, .showing, "follow the newest request",
            [.init(11, "follow", in: .list)]),
        Binding(
            .sort, [.character("s")], .sortable, .showing, "sort by ...",
            [.init(7, "sort", in: [.list, .routes, .panel, .profile])]),
        Binding(.reverse, [.character("S")], .sortable, .showing, "reverse the order"),
        Binding(
            .toggleTree, [.character("t")], [.detail, .routes, .profile, .compare], .showing,
            "the other form: group, tree, shapes; flame graph, spans",
            [
                .init(5, "group", in: [.panel, .routes, .profile]), .init(5, "values", in: .opened),
                .init(4, "swap", in: .compare),
            ]),
        Binding(
            .allFrames, [.character("A")], [.detail, .profile], .showing,
            "profile: the frames of libraries and the runtime too",
            [.init(6, "all frames", in: [.panel, .profile])]),
        Binding(
            .wrap, [.character("w")], .everywhere, .showing, "wrap long lines",
            [.init(13, "wrap", in: .detail)]),
        Binding(
            .timeFormat, [.character("T")], .everywhere, .showing, "time: relative, or the clock",
            [.init(18, "clock", in: .list)]),
        Binding(
            .zoomPane, [.character("z")], .requests, .showing, "this pane on the whole screen, and back",
            [.init(14, "zoom", in: .detail)]),
        Binding(
            .zoomIn, [.character("+"), .character("=")], .detail, .showing,
            "more: zoom into the timeline; more log levels",
            [.init(20, "zoom time", keys: "+ -", in: .panel)]),
        Binding(.zoomOut, [.character("-")], .detail, .showing, "less: zoom out; fewer log levels"),
    ]

    static let program: [Binding] = [
        Binding(
            .copy, [.character("y")], .everywhere, .taking, "copy what is selected",
            [.init(9, "copy", in: .everywhere)]),
        Binding(
            .copyAs, [.character("Y")], .everywhere, .taking, "copy as ...: SQL, curl, JSON, a report",
            [.init(13, "copy as", in: [.panel, .opened, .compare])]),
        Binding(
            .compare, [.character("d")], [.list, .panel, .opened, .compare], .looking,
            "compare with the marked request, else with the build before",
            [.init(9, "compare", in: [.panel, .compare])]),
        Binding(
            .sendAgain, [.character("r")], [.list, .panel, .opened, .compare], .program,
            "send the request again", [.init(12, "send again", in: [.list, .panel])]),
        Binding(
            .sendAgainMany, [.character("R")], [.list, .panel, .opened, .compare], .program,
            "send the request again, as often as you say"),
        Binding(
            .page, [.character("v")], .everywhere, .taking, "show what is selected in $PAGER",
            [.init(15, "pager", in: .detail)]),
        Binding(
            .plan, [.character("p")], .requests, .looking, "plan of this query; the server is asked",
            [.init(3, "plan", in: .detail)]),
        Binding(
            .editSource, [.character("o")], [.requests, .routes, .profile, .compare, .build], .taking,
            "source line in $EDITOR",
            [.init(4, "source", in: [.detail, .routes, .profile, .build])]),
        Binding(
            .export, [.character("x")], .everywhere, .taking,
            "write to a file: requests as JSON lines or HAR, a profile",
            [.init(10, "export", in: [.list, .panel, .opened, .profile])]),
        Binding(
            .ignore, [.character("I")], .requests, .marking, "ignore this finding; show the ignored ones",
            [.init(5, "ignore", in: .panel)]),
        Binding(
            .profiler, [.character("P")], .everywhere, .program, "profiler of the connected servers on or off",
            [.init(11, "profiler", in: [.panel, .apps, .profile])]),
        Binding(
            .restartChild, [.character("B")], .everywhere, .program, "build and start the child of `run` again",
            [.init(19, "restart", in: .apps), .init(1, "build again", in: .build)]),
        Binding(
            .palette, [.character(":"), .control("p")], .everywhere, .program, "every action with its key",
            [.init(22, "palette", in: .everywhere)]),
        Binding(.help, [.character("?"), .function(1)], .everywhere, .program, "help on where one is"),
        Binding(.clear, [.character("C")], .everywhere, .program, "forget all requests (asks first)"),
        Binding(.repaint, [.control("l")], .everywhere, .program, "draw the screen anew"),
        Binding(.suspend, [.control("z")], .everywhere, .program, "suspend periscope; fg goes on"),
        Binding(
            .mouse, [.function(2)], .everywhere, .program,
            "mouse on or off"),
        Binding(.footer, [.character(".")], .everywhere, .program, "footer on or off"),
        Binding(.quit, [.character("Q"), .control("c")], .everywhere, .program, "quit now"),
    ]
}
