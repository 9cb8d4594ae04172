import PeriscopeHistory
import Screen

/// What a template was given: a tree of keys, types and values, of which each branch folds.
struct ContextText {
    let input: PanelInput
    let span: UInt64
    let nodes: [ContextRecord]

    /// The probe sends fewer; a file may hold anything.
    private static let limit = 5_000
    private static let maximumDepth = 16
    /// A branch with more than this is folded at first.
    private static let openUpTo = 12

    func add(to text: inout PanelText) {
        var place = 0
        for node in nodes { add(node, depth: 0, &place, to: &text) }
        if place >= Self.limit { text.prose("and more, which are not shown", .textDim) }
    }

    /// Each node counts, shown or not, so that a fold keeps its key.
    private func add(_ node: ContextRecord, depth: Int, _ place: inout Int, to text: inout PanelText) {
        guard place < Self.limit, depth < Self.maximumDepth else { return }
        let key = FoldKey.make(span, "context", place)
        place += 1
        guard !node.children.isEmpty else { return text.add(line(node, depth: depth, fold: nil)) }
        let isOpenAtFirst = depth == 0 && node.children.count <= Self.openUpTo
        let isOpen = isOpenAtFirst ? !input.detail.folded.contains(key) : input.detail.unfolded.contains(key)
        let fold = PanelContent.Fold(key: key, isGroup: !isOpenAtFirst, isOpen: isOpen)
        text.add(line(node, depth: depth, fold: fold), .init(key: .fold(key), fold: fold))
        guard isOpen else {
            place += Self.count(node.children, depth: depth + 1)
            return
        }
        for child in node.children { add(child, depth: depth + 1, &place, to: &text) }
        let hidden = Int(clamping: node.count ?? 0) - node.children.count
        if hidden > 0 {
            var line = Line()
            line.gap(5 + 2 * (depth + 1))
            line.add("\(input.glyphs.ellipsis) \(input.format.count(hidden)) more were not sent", .textDim)
            text.add(line)
        }
    }

    private static func count(_ nodes: [ContextRecord], depth: Int) -> Int {
        guard depth < maximumDepth else { return 0 }
        return nodes.reduce(0) { $0 + 1 + count($1.children, depth: depth + 1) }
    }

    private func line(_ node: ContextRecord, depth: Int, fold: PanelContent.Fold?) -> Line {
        var line = Line()
        line.gap(3 + 2 * depth)
        line.column(fold.map { $0.isOpen ? input.glyphs.open : input.glyphs.closed } ?? "", 2, .tree)
        line.add(node.key, .jsonKey)
        line.gap(1)
        if let value = node.value {
            let isMasked = node.mask != 0 || value == redacted
            line.add(shown(value, node), isMasked ? .redacted : Self.role(of: node.type))
        } else {
            line.add(summary(node), .textDim)
        }
        line.gap(2)
        line.add(node.type, .textDim)
        return line
    }

    /// A string in quotes, so that an empty one is seen.
    private func shown(_ value: String, _ node: ContextRecord) -> String {
        guard Self.role(of: node.type) == .jsonString, node.mask == 0, value != redacted else { return value }
        return "\"" + SQLText.oneLine(value, limit: 1_000) + "\""
    }

    private func summary(_ node: ContextRecord) -> String {
        let isList = node.type.hasPrefix("[") && !node.type.contains(":") || node.type.hasPrefix("Array")
        let ellipsis = input.glyphs.ellipsis
        guard let count = node.count else { return isList ? "[\(ellipsis)]" : "{\(ellipsis)}" }
        return isList ? "[\(ellipsis)\(input.format.count(count))]" : "{\(ellipsis)\(input.format.count(count))}"
    }

    private static func role(of type: String) -> Role {
        switch type {
        case "String", "Substring": .jsonString
        case "Bool": .jsonLiteral
        case let type where type.hasPrefix("Int") || type.hasPrefix("UInt") || type == "Double" || type == "Float":
            .jsonNumber
        default: .text
        }
    }

    /// The whole tree as text, for the pager.
    static func describe(_ nodes: [ContextRecord], depth: Int = 0) -> String {
        guard depth < maximumDepth else { return "" }
        return nodes.reduce(into: "") { text, node in
            text += String(repeating: "  ", count: depth) + node.key + ": " + (node.value ?? node.type) + "\n"
            text += describe(node.children, depth: depth + 1)
        }
    }
}
