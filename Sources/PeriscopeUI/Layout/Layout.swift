package import Screen

/// Where everything stands, by the screen's size and by what is shown.
///
/// Pure; a few comparisons.
package struct Layout: Sendable, Equatable {
    package let sizeClass: SizeClass
    package let header: Region
    /// The list's column heads.
    package let listHead: Region
    package let list: Region
    /// Between two panes: a rule, or a column.
    package let divider: Region
    /// One line that says which request is shown.
    package let detailTitle: Region
    package let tabs: Region
    package let detail: Region
    /// Beside the detail on a very wide screen: the whole of what is selected in it.
    package let preview: Region
    /// Routes or Apps.
    package let whole: Region
    package let status: Region
    package let footer: Region
    /// Lines that a row of the list takes.
    package let listRowHeight: Int

    package init(size: ScreenSize, state: UIState) {
        let sizeClass = SizeClass(size)
        let none = Region(x: 0, y: 0, width: 0, height: 0)
        self.sizeClass = sizeClass
        // On a low screen, more requests say more than their second lines.
        listRowHeight = sizeClass == .narrow && size.rows >= 14 ? 2 : 1
        guard sizeClass != .tiny else {
            (header, listHead, list, divider) = (none, none, none, none)
            (detailTitle, tabs, detail, whole, status, footer) = (none, none, none, none, none, none)
            preview = none
            return
        }
        let isAlone = Self.isAlone(sizeClass, state)
        let (top, belowHeader) = size.region.splitTop(isAlone ? 0 : 1)
        let hasFooter = !state.isFooterHidden && !(isAlone && size.rows < Self.lowRows)
        let (aboveFooter, bottom) = belowHeader.splitBottom(hasFooter ? 1 : 0)
        let (body, statusRow) = aboveFooter.splitBottom(1)
        (header, status, footer) = (top, statusRow, bottom)
        guard state.view == .requests else {
            (listHead, list, divider, detailTitle, tabs, detail) = (none, none, none, none, none, none)
            preview = none
            whole = body
            return
        }
        whole = none
        let panes = Self.panes(body, sizeClass, state)
        divider = panes.divider
        (listHead, list) = panes.list.splitTop(listRowHeight == 2 ? 0 : 1)
        let (title, belowTitle) = panes.detail.splitTop(1)
        let (tabRow, rest) = belowTitle.splitTop(isAlone ? 0 : 1)
        (detailTitle, tabs) = (title, tabRow)
        (detail, preview) = Self.withPreview(rest, size, state)
    }

    /// Under so many rows a zoomed pane takes the footer's too.
    private static let lowRows = 14

    /// A zoomed pane where there is only one: it takes the lines of the header and of the tabs.
    private static func isAlone(_ sizeClass: SizeClass, _ state: UIState) -> Bool {
        state.isZoomed && !sizeClass.hasTwoPanes && state.view == .requests && state.detail.isOpen
    }

    /// From 200 columns the selected query stands whole beside the list of queries.
    private static func withPreview(_ rest: Region, _ size: ScreenSize, _ state: UIState) -> (Region, Region) {
        let none = Region(x: 0, y: 0, width: 0, height: 0)
        guard size.columns >= 200, rest.width >= 110, state.detail.panel == .sql, state.detail.levels.isEmpty else {
            return (rest, none)
        }
        let (list, beside) = rest.splitLeft(rest.width * 11 / 20)
        return (list, beside.splitLeft(1).rest)
    }

    private static func panes(
        _ body: Region, _ sizeClass: SizeClass, _ state: UIState
    ) -> (list: Region, divider: Region, detail: Region) {
        let none = Region(x: 0, y: 0, width: 0, height: 0)
        guard state.detail.isOpen else { return (body, none, none) }
        guard sizeClass.hasTwoPanes, !state.isZoomed else {
            return state.focus == .list && sizeClass.hasTwoPanes ? (body, none, none) : (none, none, body)
        }
        if sizeClass == .beside {
            let width = min(max(70, body.width * 2 / 5), 96)
            let (list, rest) = body.splitLeft(width)
            let (divider, detail) = rest.splitLeft(1)
            return (list, divider, detail)
        }
        let (list, rest) = body.splitTop(max(8, body.height * 2 / 5))
        let (divider, detail) = rest.splitTop(1)
        return (list, divider, detail)
    }

    /// Rows of requests that fit.
    package var listRows: Int { list.height / listRowHeight }
}
