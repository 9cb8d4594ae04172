import PeriscopeInsight
import Screen

/// The functions of a profile as rows: the app's own first, then what of it was in libraries and in the runtime.
struct HotFunctionRows {
    enum Row {
        case function(HotFunction, depth: Int)
        case group(Group)
        /// Samples with none of the app's own functions on the stack.
        case elsewhere(UInt64)
        /// Functions that are not shown.
        case more(Int)
    }

    struct Group {
        let origin: ProfileFrame.Origin
        let own: UInt64
        let functions: Int
        let fold: PanelContent.Fold

        var name: String { origin == .runtime ? "Swift runtime, system" : "libraries" }
    }

    /// So many of an unfolded group: nobody reads on.
    static let maximumOfGroup = 500

    private(set) var rows: [Row] = []

    init(_ input: ProfileInput) {
        let hot = input.facts.countedFunctions(input.history)
        let app = Self.sorted(hot.filter { $0.function.origin == .app }, input.state)
        rows = app.map { .function($0, depth: 0) }
        let attributed = app.reduce(UInt64(0)) { $0 &+ $1.ownWithLibraries }
        if input.facts.samples > attributed { rows.append(.elsewhere(input.facts.samples - attributed)) }
        for origin in [ProfileFrame.Origin.library, .runtime] {
            append(origin, hot.filter { $0.function.origin == origin }, input)
        }
    }

    private mutating func append(_ origin: ProfileFrame.Origin, _ functions: [HotFunction], _ input: ProfileInput) {
        let own = functions.reduce(UInt64(0)) { $0 &+ $1.own }
        guard !functions.isEmpty else { return }
        let key = Self.foldKey(origin)
        let isOpen = input.unfolded.contains(key)
        rows.append(
            .group(
                Group(
                    origin: origin, own: own, functions: functions.count,
                    fold: .init(key: key, isGroup: true, isOpen: isOpen))))
        guard isOpen else { return }
        // What a library's function used itself is what can be told of it; its callers are the app's.
        var state = input.state
        if state.order == .own { state.order = .itself }
        let sorted = Self.sorted(functions, state)
        rows += sorted.prefix(Self.maximumOfGroup).map { .function($0, depth: 1) }
        if sorted.count > Self.maximumOfGroup { rows.append(.more(sorted.count - Self.maximumOfGroup)) }
    }

    static func foldKey(_ origin: ProfileFrame.Origin) -> UInt64 {
        FoldKey.make(UInt64(origin.rawValue), "profile", 0)
    }

    private static func sorted(_ functions: [HotFunction], _ state: ProfileState) -> [HotFunction] {
        let isAscending = state.order.isDescending == state.isReversed
        return functions.enumerated().sorted { left, right in
            let (first, second) = isAscending ? (left.element, right.element) : (right.element, left.element)
            if precedes(first, second, state.order) { return true }
            return precedes(second, first, state.order) ? false : left.offset < right.offset
        }.map(\.element)
    }

    private static func precedes(_ left: HotFunction, _ right: HotFunction, _ order: ProfileOrder) -> Bool {
        switch order {
        case .own: (left.ownWithLibraries, left.total) < (right.ownWithLibraries, right.total)
        case .total: left.total < right.total
        case .itself: left.own < right.own
        case .name: left.function.name < right.function.name
        }
    }
}
