import PeriscopeHistory
import Screen

/// `x` outside of a profile: requests as a file.
extension UIState {
    mutating func startExportingRequests(_ context: UIContext) {
        let marked = markedInOrder(context)
        let one = scope == .list || view != .requests ? list.cursorRequest : detail.request
        let this = one.flatMap { context.history.contains($0) ? [$0] : nil } ?? []
        let listed = list.index.count > 0 ? (0..<list.index.count).reversed().compactMap(list.index.id(at:)) : []
        var rows: [ListMenu.Row] = []
        var lists: [[RequestID]] = []
        func add(_ ids: [RequestID], _ label: String, _ note: String, _ letter: Character) {
            guard !ids.isEmpty else { return }
            rows.append(ListMenu.Row(label, note: note, letter: letter))
            lists.append(ids)
        }
        let format = Format(glyphs: .unicode)
        add(marked, "what is marked", format.count(marked.count, "request", "requests"), "m")
        add(this, "this request", this.first.map { Self.name($0, context) } ?? "", "t")
        add(listed, "all that the list shows", format.count(listed.count, "request", "requests"), "a")
        guard !lists.isEmpty else { return say("No request to write to a file", context) }
        overlay = .menu(ListMenu("Write to a file", rows, purpose: .exportRequests(lists)))
    }

    private static func name(_ id: RequestID, _ context: UIContext) -> String {
        guard let request = context.history.request(id) else { return "" }
        return Format(glyphs: .unicode).middle(request.method + " " + request.path, width: 36)
    }

    /// Asks for the file's name.
    mutating func nameExport(of requests: [RequestID], _ context: UIContext) {
        let name = ExportName.suggested(requests, context)
        overlay = .prompt(.exportRequests(requests), LineEditor(name), before: "")
    }

    /// The name was written.
    func export(_ requests: [RequestID], to path: String) -> [UIEffect] {
        let path = String(path.drop { $0 == " " })
        return path.isEmpty ? [] : [.exportRequests(RequestExport(requests: requests, path: path))]
    }

    /// Tab: the next format that what is written can have.
    func nextEnding(_ kind: Overlay.PromptKind, _ text: String) -> String? {
        switch kind {
        case .exportRequests: FileEnding.next(text, among: FileEnding.ofRequests)
        case .export: FileEnding.next(text, among: FileEnding.ofProfiles)
        default: nil
        }
    }
}
