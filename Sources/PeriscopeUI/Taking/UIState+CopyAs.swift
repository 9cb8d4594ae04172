import PeriscopeHistory
import Screen

/// `Y`: the forms that what is selected can be copied in.
extension UIState {
    mutating func startCopyingAs(_ context: UIContext) {
        let things = takenThings(context)
        let forms = things.flatMap { CopyForms.of($0, context) }
        guard !forms.isEmpty else { return say("Nothing to copy here", context) }
        let format = Format(glyphs: .unicode)
        let rows = forms.map { form in
            // What is made of many is made when it is wanted.
            guard !form.isLarge else { return ListMenu.Row(form.label, letter: form.letter) }
            let copied = form.make()
            let isMasked = copied.note.isEmpty ? "" : copied.note.prefix { $0 != ":" } + ", "
            return ListMenu.Row(
                form.label, note: isMasked + format.bytes(UInt64(copied.text.utf8.count)), letter: form.letter)
        }
        overlay = .menu(ListMenu("Copy as", rows, purpose: .copyAs(things)))
    }

    /// The row of the menu that was chosen; the things may be gone meanwhile.
    mutating func copy(_ things: [TakenThing], row: ListMenu.Row, _ context: UIContext) -> [UIEffect] {
        let forms = things.flatMap { CopyForms.of($0, context) }
        guard let form = forms.first(where: { $0.letter == row.letter }) else {
            say("That is no longer held", context)
            return []
        }
        return [.copy(form.make())]
    }

    /// What the cursor stands on, the request that it belongs to, and what is marked.
    private func takenThings(_ context: UIContext) -> [TakenThing] {
        guard view == .requests else { return focusedText(context) }
        guard scope != .list else {
            let marked = markedInOrder(context)
            return (list.cursorRequest.map { [.request($0)] } ?? []) + (marked.isEmpty ? [] : [.requests(marked)])
        }
        guard let id = detail.request, let content = content(context) else { return [] }
        if let thing = focusedThing(content, of: id) { return [thing, .request(id)] }
        // On the overview `y` copies the URL, which stands among the request's forms.
        let text = focusedText(context).filter { if case .text(let copied) = $0 { copied.what != "URL" } else { true } }
        return text + [.request(id)]
    }

    private func focusedThing(_ content: PanelContent, of id: RequestID) -> TakenThing? {
        if let pair = content.pair(cursorIndex) { return .pair(name: pair.name, value: pair.value) }
        if content.count > 0 {
            switch content.key(cursorIndex) {
            case .span(let span), .group(let span): return .span(id, span)
            case .log(let place): return .log(id, place)
            default: break
            }
        }
        switch detail.opened {
        case .span(let span), .group(let span): return .span(id, span)
        case .log(let place): return .log(id, place)
        default: return nil
        }
    }

    private func focusedText(_ context: UIContext) -> [TakenThing] {
        guard let copied = copied(context) else { return [] }
        return [.text(copied)]
    }

    /// Marked requests that are held, in order of arrival.
    func markedInOrder(_ context: UIContext) -> [RequestID] {
        marks.compactMap { id in context.history.position(of: id).map { (id, $0) } }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }
}

extension UIState {
    /// `y`: what is under the cursor.
    mutating func copy(_ context: UIContext) -> [UIEffect] {
        guard let copied = copied(context), !copied.text.isEmpty else {
            say("Nothing to copy here", context)
            return []
        }
        return [.copy(copied)]
    }
}
