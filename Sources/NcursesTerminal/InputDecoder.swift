package import Screen

/// Makes events of what comes in: keys, mouse reports and pastes; what it does not know it swallows.
///
/// A pure state machine. Sequences that the terminal library did not recognise come as their characters, so an escape
/// that is followed by `[` in the same batch begins one, and its letters are no keys. An escape alone is the key.
package struct InputDecoder: Sendable {
    private enum State: Equatable {
        case plain
        case escape
        /// After `ESC [`, with what came so far.
        case control(String)
        /// After `ESC O`.
        case singleShift
        /// After `ESC ]` or `ESC P`: swallowed up to its end.
        case text(count: Int, sawEscape: Bool)
        /// After `ESC [ M`: the three characters of an old mouse report.
        case oldMouse([UInt32])
        case paste
    }

    private var state = State.plain
    /// An array, since its count is asked for with every character.
    private var pasted: [Unicode.Scalar] = []
    private var clicks = ClickCounter()

    package init() {}

    /// - Parameters:
    ///   - tokens: All that could be read now. An escape at their end is the escape key.
    ///   - now: Milliseconds of a clock that only goes forward, for double presses.
    package mutating func decode(_ tokens: [InputToken], now: UInt64) -> [InputEvent] {
        var events: [InputEvent] = []
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            take(token, next: next, now: now, events: &events)
        }
        finishBatch(&events)
        return events
    }

    private mutating func take(_ token: InputToken, next: InputToken?, now: UInt64, events: inout [InputEvent]) {
        switch (state, token) {
        case (.paste, _): takePasted(token, events: &events)
        case (.plain, .key(let key)): events.append(.key(key))
        case (.plain, .scalar("\u{1B}")): state = .escape
        case (.plain, .scalar(let scalar)): events.append(.key(Self.key(for: scalar)))
        case (.escape, .scalar(let scalar)): takeAfterEscape(scalar, next: next, events: &events)
        case (.control(let so), .scalar(let scalar)): takeControl(so, scalar, now: now, events: &events)
        case (.singleShift, .scalar(let scalar)):
            state = .plain
            if let key = ControlSequence.key(final: scalar, parameters: []) { events.append(.key(key)) }
        case (.text(let count, let sawEscape), .scalar(let scalar)):
            takeText(scalar, count: count, sawEscape: sawEscape)
        case (.oldMouse(let values), .scalar(let scalar)): takeOldMouse(values + [scalar.value], now, &events)
        case (_, .key(let key)):
            // A whole key in the midst of a sequence: the sequence was broken off.
            if state == .escape { events.append(.key(.escape)) }
            state = .plain
            events.append(.key(key))
        }
    }

    private mutating func takeAfterEscape(_ scalar: Unicode.Scalar, next: InputToken?, events: inout [InputEvent]) {
        let following: Unicode.Scalar? = if case .scalar(let value)? = next { value } else { nil }
        switch scalar {
        case "[" where next != nil: state = .control("")
        case "O" where following != nil: state = .singleShift
        // Answers of a terminal begin with a digit or such; a person's keys after escape seldom do.
        case "]" where following?.properties.numericType != nil: state = .text(count: 0, sawEscape: false)
        case "P" where following.map { "0123456789$>!+|".unicodeScalars.contains($0) } ?? false:
            state = .text(count: 0, sawEscape: false)
        case "\u{1B}": events.append(.key(.escape))
        default:
            state = .plain
            events.append(.key(.escape))
            events.append(.key(Self.key(for: scalar)))
        }
    }

    private mutating func takeControl(
        _ so: String, _ scalar: Unicode.Scalar, now: UInt64, events: inout [InputEvent]
    ) {
        switch scalar.value {
        case 0x20...0x3F where so.utf8.count < Self.longestSequence:
            state = .control(so + String(Character(scalar)))
        case 0x4D where so.isEmpty: state = .oldMouse([])
        case 0x40...0x7E: finishControl(ControlSequence(body: so, final: scalar), now: now, events: &events)
        case 0x1B: state = .escape
        default: state = .plain
        }
    }

    private mutating func finishControl(_ sequence: ControlSequence, now: UInt64, events: inout [InputEvent]) {
        state = .plain
        if sequence.isPasteStart {
            state = .paste
            pasted = []
        } else if let report = sequence.mouseReport {
            appendMouse(report, now: now, events: &events)
        } else if let key = sequence.key {
            events.append(.key(key))
        }
    }

    private mutating func takeText(_ scalar: Unicode.Scalar, count: Int, sawEscape: Bool) {
        let isEnd = scalar == "\u{07}" || scalar == "\u{9C}" || (sawEscape && scalar == "\\")
        let isOver = isEnd || count >= Self.longestText
        state = isOver ? .plain : .text(count: count + 1, sawEscape: scalar == "\u{1B}")
    }

    private mutating func takeOldMouse(_ values: [UInt32], _ now: UInt64, _ events: inout [InputEvent]) {
        state = .oldMouse(values)
        guard values.count == 3 else { return }
        state = .plain
        guard values.allSatisfy({ $0 >= 0x20 }) else { return }
        let report = MouseReport(
            code: Int(values[0]) - 32, column: Int(values[1]) - 33, row: Int(values[2]) - 33, isRelease: false)
        appendMouse(report, now: now, events: &events)
    }

    private mutating func appendMouse(_ report: MouseReport, now: UInt64, events: inout [InputEvent]) {
        if let event = report.event(clicks: &clicks, now: now) { events.append(.mouse(event)) }
    }

    private mutating func takePasted(_ token: InputToken, events: inout [InputEvent]) {
        switch token {
        case .scalar("\r"): pasted.append("\n")
        case .scalar(let scalar): pasted.append(scalar)
        case .key(.enter): pasted.append("\n")
        case .key(.tab): pasted.append("\t")
        case .key: break
        }
        if token == .scalar("~"), pasted.suffix(Self.pasteEnd.count) == Self.pasteEnd {
            pasted.removeLast(Self.pasteEnd.count)
            finishPaste(&events)
        } else if pasted.count > Self.longestPaste {
            finishPaste(&events)
        }
    }

    private mutating func finishPaste(_ events: inout [InputEvent]) {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: pasted)
        events.append(.paste(String(text)))
        pasted = []
        state = .plain
    }

    /// Nothing more is there to read: an escape that nothing followed was the key.
    private mutating func finishBatch(_ events: inout [InputEvent]) {
        guard state == .escape else { return }
        state = .plain
        events.append(.key(.escape))
    }

    /// The key that a single character stands for.
    static func key(for scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x08, 0x7F: .backspace
        case 0x1B: .escape
        case 0x00: .control(" ")
        case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
        case 0x1C...0x1F: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
        default: .character(Character(scalar))
        }
    }

    private static let pasteEnd = Array("\u{1B}[201~".unicodeScalars)[...]
    private static let longestSequence = 64
    private static let longestText = 4096
    private static let longestPaste = 1_048_576
}
