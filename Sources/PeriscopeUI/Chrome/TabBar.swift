import PeriscopeHistory
import Screen

/// The line of panels over the detail, with what there is in each.
struct TabBar {
    struct Item {
        let panel: Panel
        let x: Int
        let width: Int
        let text: StyledText
    }

    let items: [Item]

    init(request: RequestRecord?, selected: Panel, width: Int) {
        let styles: [Style] = [.full, .short, .numbers]
        let fitting = styles.lazy.map { Self.items(request, selected, $0) }.first { items in
            (items.last.map { $0.x + $0.width } ?? 0) <= width
        }
        items = fitting ?? Self.items(request, selected, .numbers)
    }

    private enum Style {
        case full, short, numbers
    }

    private static func items(_ request: RequestRecord?, _ selected: Panel, _ style: Style) -> [Item] {
        var x = 1
        return Panel.allCases.map { panel in
            let isSelected = panel == selected
            let role: Role = isSelected ? .tabActive : .tabInactive
            var text = StyledText("\(panel.rawValue)", isSelected ? .tabActive : .keyHint)
            if style != .numbers || isSelected {
                let title = style == .full ? panel.title : panel.shortTitle
                text.append(" " + title, role)
            }
            if let count = count(panel, request), count > 0, style != .numbers || isSelected {
                text.append(" \(count)", isSelected ? .tabActive : .textDim)
            }
            defer { x += text.width + (style == .full ? 2 : 1) }
            return Item(panel: panel, x: x, width: text.width, text: text)
        }
    }

    private static func count(_ panel: Panel, _ request: RequestRecord?) -> Int? {
        guard let request else { return nil }
        switch panel {
        case .sql: return request.queryCount
        case .templates: return request.renderCount
        case .logs: return request.logs.count
        case .calls: return request.callCount
        case .overview, .timeline, .request, .profile: return nil
        }
    }

    func panel(at x: Int) -> Panel? {
        items.first { x >= $0.x && x < $0.x + $0.width }?.panel
    }

    var line: Line {
        var line = Line()
        for item in items {
            line.move(to: item.x)
            line.add(item.text)
        }
        return line
    }
}
