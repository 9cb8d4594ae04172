import PeriscopeHistory
import PeriscopeWire

/// A request's renders as a tree; alike partials of one parent folded into one row.
///
/// One pass over the spans.
struct TemplateRows {
    struct Row {
        let key: RowKey
        let depth: Int
        /// One render, or several of one name.
        let spans: [Int]
        let total: UInt64
        /// Without the renders inside.
        let own: UInt64
        /// Nil where an engine does not say what a partial wrote.
        let bytes: UInt64?
        var fold: PanelContent.Fold?
    }

    private(set) var rows: [Row] = []
    private(set) var pages = 0
    private(set) var partials = 0
    private(set) var total: UInt64 = 0
    private(set) var bytes: UInt64 = 0
    private let input: PanelInput
    private var children: [Int: [Int]] = [:]
    private var nested: Set<Int> = []

    init(_ input: PanelInput) {
        self.input = input
        let tree = input.facts.tree
        var roots: [Int] = []
        for index in input.spans.indices where input.spans[index].kind == .render {
            if let parent = tree.ancestor(of: index, where: { input.spans[$0].kind == .render }) {
                children[parent, default: []].append(index)
                nested.insert(index)
                partials += 1
            } else {
                roots.append(index)
                pages += 1
                total &+= input.duration(input.spans[index])
                bytes &+= input.spans[index].render?.outputBytes ?? 0
            }
        }
        if input.detail.areTemplatesFlat {
            for index in input.spans.indices where input.spans[index].kind == .render { append([index], depth: 0) }
        } else {
            append(siblings: roots, depth: 0)
        }
    }

    private mutating func append(siblings: [Int], depth: Int) {
        guard depth < TimelineRows.maximumDepth else { return }
        var names: [String] = []
        var byName: [String: [Int]] = [:]
        for index in siblings {
            let name = input.spans[index].name
            if byName[name] == nil { names.append(name) }
            byName[name, default: []].append(index)
        }
        for name in names {
            let alike = byName[name] ?? []
            alike.count > 1 ? append(group: alike, depth: depth) : append(tree: alike, depth: depth)
        }
    }

    /// Renders of one name: one row until it is unfolded.
    private mutating func append(group: [Int], depth: Int) {
        guard let first = group.first else { return }
        let key = input.spans[first].id
        let isOpen = input.detail.unfolded.contains(key)
        append(group, depth: depth, fold: .init(key: key, isGroup: true, isOpen: isOpen))
        guard isOpen else { return }
        for index in group { append(tree: [index], depth: depth + 1) }
    }

    private mutating func append(tree spans: [Int], depth: Int) {
        guard let index = spans.first else { return }
        let id = input.spans[index].id
        let inner = children[index] ?? []
        let isOpen = !input.detail.folded.contains(id)
        append(spans, depth: depth, fold: inner.isEmpty ? nil : .init(key: id, isGroup: false, isOpen: isOpen))
        if isOpen { append(siblings: inner, depth: depth + 1) }
    }

    private mutating func append(_ spans: [Int], depth: Int, fold: PanelContent.Fold? = nil) {
        guard let first = spans.first else { return }
        let total = spans.reduce(UInt64(0)) { $0 &+ input.duration(input.spans[$1]) }
        let inside = spans.reduce(UInt64(0)) { sum, span in
            (children[span] ?? []).reduce(sum) { $0 &+ input.duration(input.spans[$1]) }
        }
        let id = input.spans[first].id
        let bytes = spans.reduce(UInt64(0)) { $0 &+ (input.spans[$1].render?.outputBytes ?? 0) }
        rows.append(
            Row(
                key: fold?.isGroup == true ? .group(id) : .span(id), depth: depth, spans: spans, total: total,
                own: total > inside ? total - inside : 0,
                bytes: bytes == 0 && nested.contains(first) ? nil : bytes, fold: fold))
    }
}
