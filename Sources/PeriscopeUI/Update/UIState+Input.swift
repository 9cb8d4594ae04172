import PeriscopeHistory
import Screen

extension UIState {
    /// A key, a click, a paste, or news of the terminal.
    mutating func take(_ event: InputEvent, _ context: UIContext) -> [UIEffect] {
        switch event {
        case .key(let key): return take(key, context)
        case .mouse(let mouse): return take(mouse, context)
        case .paste(let text):
            return paste(text, context)
        case .resize: return []
        case .interrupted: return [.quit]
        case .resumed: return [.repaint]
        // Only the loop knows themes.
        case .background: return []
        }
    }

    mutating func take(_ key: Key, _ context: UIContext) -> [UIEffect] {
        switch overlay {
        case .none:
            flash = nil
            guard let command = context.environment.keys.command(for: key, in: scope) else {
                sayElsewhere(key, context)
                return []
            }
            return perform(command, context)
        case .prompt(let kind, let editor, let before):
            let effects = takeInPrompt(key, kind, editor, before, context)
            return key == .control("c") ? perform(.quit, context) : effects
        case .palette(let editor, let selected): return takeInPalette(key, editor, selected, context)
        case .help(let help): return takeInHelp(key, help, context)
        case .menu(let menu): return takeInMenu(key, menu, context)
        case .question(let question): return answer(key, question, context)
        }
    }

    /// A key that has a meaning, but not here, says where.
    private mutating func sayElsewhere(_ key: Key, _ context: UIContext) {
        let bindings = context.environment.keys.bindings(of: key)
        guard let first = bindings.first else { return }
        let places = bindings.filter { $0.command == first.command }.reduce(into: Scope()) { $0.formUnion($1.scope) }
        say("\(KeySyntax.text(key)) works \(places.inWords): \(first.title)", context)
    }

    /// Pasted text is text: it goes into a line that is being written, or nowhere.
    private mutating func paste(_ text: String, _ context: UIContext) -> [UIEffect] {
        switch overlay {
        case .prompt(let kind, var editor, let before):
            guard kind != .filter else {
                pasteIntoFilter(text, editor, before: before, context)
                return []
            }
            editor.insert(text)
            overlay = .prompt(kind, editor, before: before)
            return promptChanged(kind, editor.text, context)
        case .palette(var editor, _):
            editor.insert(text)
            overlay = .palette(editor, selected: 0)
        case .help(var help):
            guard help.editor != nil else {
                sayThatPasteIsText(context)
                return []
            }
            help.editor?.insert(text)
            help.text = help.editor?.text ?? ""
            overlay = .help(help)
        case .none, .menu, .question: sayThatPasteIsText(context)
        }
        return []
    }

    /// Once, so that a person knows why nothing happened, and is not told again and again.
    private mutating func sayThatPasteIsText(_ context: UIContext) {
        guard !hasSaidThatPasteIsText else { return }
        hasSaidThatPasteIsText = true
        flash = .init(
            text: "What was pasted is text, not keys: it goes into / or f, where a line is written", at: context.now)
    }

    // MARK: The line being written

    private mutating func takeInPrompt(
        _ key: Key, _ kind: Overlay.PromptKind, _ editor: LineEditor, _ before: String, _ context: UIContext
    ) -> [UIEffect] {
        if kind == .filter {
            takeInFilter(key, editor, before: before, context)
            return []
        }
        switch key {
        case .enter:
            overlay = .none
            let refused = refusal(editor.text, for: kind)
            guard refused.isEmpty else {
                // What was written is mended, not written again.
                overlay = .prompt(kind, editor, before: before)
                say(refused, context)
                return []
            }
            if kind != .search { flash = nil }
            return written(editor.text, for: kind, context)
        case .escape, .control("c"):
            overlay = .none
            return promptChanged(kind, before, context)
        case .tab where nextEnding(kind, editor.text) != nil:
            overlay = .prompt(kind, LineEditor(nextEnding(kind, editor.text) ?? editor.text), before: before)
        case .backspace where editor.isEmpty:
            overlay = .none
            return promptChanged(kind, "", context)
        default:
            var changed = editor
            changed.take(key)
            overlay = .prompt(kind, changed, before: before)
            if changed.text != editor.text { return promptChanged(kind, changed.text, context) }
        }
        return []
    }

    /// What is typed works at once.
    private mutating func promptChanged(
        _ kind: Overlay.PromptKind, _ text: String, _ context: UIContext
    ) -> [UIEffect] {
        switch kind {
        case .search:
            search.text = text
            flash = nil
            return search.isActive ? jumpToHit(forward: true, fromHere: true, context) : []
        case .filter, .export, .exportRequests, .sendTimes: return []
        }
    }

    /// Why a line can't be what it is to be; empty where it can, or where there is none.
    private func refusal(_ text: String, for kind: Overlay.PromptKind) -> String {
        let name = text.drop { $0 == " " }
        switch kind {
        case .exportRequests where !name.isEmpty && RequestFormat(path: String(name)) == nil:
            return RequestFormat.problem(with: String(name))
        case .sendTimes: return Self.refusal(ofTimes: text)
        case .filter, .search, .export, .exportRequests: return ""
        }
    }

    /// What is done with a line only once it is finished.
    private mutating func written(
        _ text: String, for kind: Overlay.PromptKind, _ context: UIContext
    ) -> [UIEffect] {
        switch kind {
        case .export(let scope): export(scope, to: text)
        case .exportRequests(let requests): export(requests, to: text)
        case .sendTimes(let request): send(request, times: text, context)
        case .filter, .search: []
        }
    }

    // MARK: Question

    mutating func answer(_ key: Key, _ question: Overlay.Question, _ context: UIContext) -> [UIEffect] {
        switch key {
        case .character("y"), .character("Y"): return say(yesTo: question, context)
        case .character("Q"), .control("c"), .enter:
            if case .quit = question { return say(yesTo: question, context) }
            overlay = .none
            return []
        default:
            overlay = .none
            return []
        }
    }

    private mutating func say(yesTo question: Overlay.Question, _ context: UIContext) -> [UIEffect] {
        overlay = .none
        switch question {
        case .quit: return [.quit]
        case .restartChild: return [.restartChild]
        case .replaceFile(var export):
            export.mayReplace = true
            return [.exportRequests(export)]
        case .send(let wish): return begin(wish)
        case .clear:
            let closing = closeDetail()
            list.selected = nil
            list.position = 0
            isFollowing = true
            return closing + [.clear]
        }
    }
}

extension LineEditor {
    /// The keys of a line that is being written.
    mutating func take(_ key: Key) {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace: deleteBackward()
        case .delete, .control("d"): deleteForward()
        case .left, .control("b"): move(by: -1)
        case .right, .control("f"): move(by: 1)
        case .home, .control("a"): moveToStart()
        case .end, .control("e"): moveToEnd()
        case .control("w"): deleteWord()
        case .control("u"): deleteToStart()
        default: break
        }
    }
}
