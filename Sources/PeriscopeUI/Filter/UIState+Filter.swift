import PeriscopeHistory
import Screen

/// The filter: its prompt, completion, and the filters used before.
extension UIState {
    /// The filter in force is edited.
    mutating func startFilter(_ context: UIContext) {
        view = .requests
        filtering.reset()
        let text = list.index.rules.match.text
        let editor = LineEditor(text)
        overlay = .prompt(.filter, editor, before: text)
        suggest(for: editor, context)
    }

    /// A filter of the configuration, by its name: so it is as long as it is, and `f` shows where it came from.
    mutating func useFilter(named name: String, _ context: UIContext) {
        view = .requests
        do throws(FilterProblem) {
            changeFilter(to: try RequestFilter("@" + name, named: context.environment.namedFilters), context)
        } catch {
            say("The filter @\(name) of the configuration: \(error.message)", context)
        }
    }

    mutating func takeInFilter(_ key: Key, _ editor: LineEditor, before: String, _ context: UIContext) {
        if filtering.helpTop != nil, takeInFilterHelp(key, context) { return }
        switch key {
        case .enter: keepFilter(editor, before: before, context)
        case .escape, .control("c"): endFilter(before, context)
        case .backspace where editor.isEmpty: endFilter("", context)
        case .tab, .control("n"), .control(" "), .control("@"): complete(editor, before: before, by: 1, context)
        case .backTab, .control("p"): complete(editor, before: before, by: -1, context)
        case .up: recall(editor, before: before, by: -1, context)
        case .down: recall(editor, before: before, by: 1, context)
        case .function(1), .control("g"): filtering.helpTop = 0
        default:
            var changed = editor
            changed.take(key)
            filterEdited(changed, before: before, context)
        }
    }

    /// The line was changed by hand, or the cursor moved.
    mutating func filterEdited(_ editor: LineEditor, before: String, _ context: UIContext) {
        filtering.recalled = nil
        filtering.selected = nil
        overlay = .prompt(.filter, editor, before: before)
        tryFilter(editor.text, context)
        suggest(for: editor, context)
    }

    /// Lines become words of one line.
    mutating func pasteIntoFilter(_ text: String, _ editor: LineEditor, before: String, _ context: UIContext) {
        var changed = editor
        changed.insert(String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
        filterEdited(changed, before: before, context)
    }

    /// What is written works at once; where it is wrong, what was right last stays in force.
    private mutating func tryFilter(_ text: String, _ context: UIContext) {
        guard let filter = try? RequestFilter(typing: text, named: context.environment.namedFilters) else { return }
        changeFilter(to: filter, context)
    }

    private mutating func changeFilter(to filter: RequestFilter, _ context: UIContext) {
        let marks = filter.usesMarks ? marks : []
        changeRules(context) { rules in
            rules.match = filter
            rules.marks = marks
        }
    }

    /// A filter that asks for marks follows them.
    mutating func settleFilter(_ context: UIContext) {
        guard list.index.rules.match.usesMarks, list.index.rules.marks != marks else { return }
        let marks = marks
        changeRules(context) { $0.marks = marks }
    }

    private mutating func suggest(for editor: LineEditor, _ context: UIContext) {
        filtering.completion = FilterCompletion(
            editor.text, cursor: editor.cursor, named: context.environment.namedFilters, history: context.history)
    }

    // MARK: The end

    /// Wrong text stays to be mended.
    private mutating func keepFilter(_ editor: LineEditor, before: String, _ context: UIContext) {
        guard let filter = try? RequestFilter(editor.text, named: context.environment.namedFilters) else {
            filtering.selected = nil
            suggest(for: editor, context)
            return
        }
        changeFilter(to: filter.isEmpty ? RequestFilter() : filter, context)
        filtering.keep(editor.text)
        filtering.reset()
        overlay = .none
    }

    private mutating func endFilter(_ text: String, _ context: UIContext) {
        overlay = .none
        filtering.reset()
        let filter = try? RequestFilter(text, named: context.environment.namedFilters)
        changeFilter(to: filter ?? RequestFilter(), context)
    }

    // MARK: Completion

    /// As in shells: what all have in common first, then one after the other.
    private mutating func complete(_ editor: LineEditor, before: String, by step: Int, _ context: UIContext) {
        guard let completion = filtering.completion, !completion.items.isEmpty else {
            return suggest(for: editor, context)
        }
        let count = completion.items.count
        if let selected = filtering.selected {
            return put((selected + step + count) % count, before: before, editor, context)
        }
        let written = String(editor.text.dropFirst(completion.place.lowerBound).prefix(completion.place.count))
        let common = completion.common
        if count > 1, step > 0, common.count > written.count {
            var changed = editor
            changed.replace(completion.place, with: common)
            return filterEdited(changed, before: before, context)
        }
        if count == 1 {
            var changed = editor
            changed.replace(completion.place, with: completion.items[0].text)
            return filterEdited(changed, before: before, context)
        }
        put(step > 0 ? 0 : count - 1, before: before, editor, context)
    }

    /// Puts an item in the place of the one before it, and leaves the others to choose from.
    private mutating func put(_ place: Int, before: String, _ editor: LineEditor, _ context: UIContext) {
        guard let completion = filtering.completion, completion.items.indices.contains(place) else { return }
        let old = filtering.selected.map { completion.items[$0].text.count } ?? completion.place.count
        let start = completion.place.lowerBound
        var changed = editor
        changed.replace(start..<start + old, with: completion.items[place].text)
        filtering.selected = place
        filtering.recalled = nil
        overlay = .prompt(.filter, changed, before: before)
        tryFilter(changed.text, context)
    }

    // MARK: Filters used before

    private mutating func recall(_ editor: LineEditor, before: String, by step: Int, _ context: UIContext) {
        let used = filtering.used
        guard !used.isEmpty else { return }
        let place = (filtering.recalled ?? used.count) + step
        guard place >= 0, place <= used.count, !(filtering.recalled == nil && step > 0) else { return }
        if filtering.recalled == nil { filtering.draft = editor.text }
        let draft = filtering.draft
        let text = place < used.count ? used[place] : draft
        let changed = LineEditor(text)
        filterEdited(changed, before: before, context)
        filtering.draft = draft
        filtering.recalled = place < used.count ? place : nil
        // What was recalled is whole: suggestions would only be in the way.
        if filtering.recalled != nil { filtering.completion = nil }
    }

    // MARK: Help

    /// Whether the key was for the help that is shown; any other closes it.
    private mutating func takeInFilterHelp(_ key: Key, _ context: UIContext) -> Bool {
        guard let top = filtering.helpTop else { return false }
        let help = FilterHelp(named: context.environment.namedFilters, glyphs: .unicode)
        let height = help.popup(in: context.size).inner.height
        let last = max(0, help.lines().count - height)
        switch key {
        case .down: filtering.helpTop = min(top + 1, last)
        case .up: filtering.helpTop = max(0, top - 1)
        case .pageDown: filtering.helpTop = min(top + max(1, height - 1), last)
        case .pageUp: filtering.helpTop = max(0, top - max(1, height - 1))
        case .home: filtering.helpTop = 0
        case .end: filtering.helpTop = last
        case .escape, .enter, .function(1), .control("g"): filtering.helpTop = nil
        default:
            filtering.helpTop = nil
            return false
        }
        return true
    }
}

extension LineEditor {
    /// Puts a text in the place of some characters, and the cursor behind it.
    mutating func replace(_ place: Range<Int>, with text: String) {
        let range = place.clamped(to: 0..<characters.count)
        let after = String(characters[range.upperBound...])
        var changed = LineEditor(String(characters[..<range.lowerBound]))
        changed.insert(text)
        let cursor = changed.cursor
        changed.insert(after)
        changed.move(by: cursor - changed.cursor)
        self = changed
    }
}
