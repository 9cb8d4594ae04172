package import Screen

/// Makes events of what comes in: keys, mouse reports, pastes and answers; what it does not know it swallows.
///
/// A pure state machine. Sequences that the terminal library did not recognise come as their characters, so an escape
/// that is followed by `[` begins one, and its letters are no keys. An escape alone is the key. Whatever is begun and
/// not ended is given up at its ``deadline``, so that no sequence swallows keys for ever.
package struct InputDecoder: Sendable {
    enum State: Equatable {
        case plain
        /// After an escape with which a batch ended.
        case escape
        /// After an escape and one of `[O]PX^_`, with which a batch ended.
        case introduced(Unicode.Scalar)
        /// After `ESC [`, with what came so far.
        case control(String)
        /// After `ESC O`.
        case singleShift
        /// After `ESC ]`, `ESC P` and the like: swallowed up to its end.
        case text(TerminalText)
        /// After `ESC [ M`: the three characters of an old mouse report.
        case oldMouse([UInt32])
        case paste
    }

    var state = State.plain
    private var paste = PastedText()
    private var clicks = ClickCounter()
    private var lastInput: UInt64 = 0
    private var answerDue: UInt64 = 0

    package init() {}

    /// - Parameters:
    ///   - tokens: All that could be read now. An escape at their end is the escape key.
    ///   - now: Milliseconds of a clock that only goes forward, for double presses and for what never ends.
    package mutating func decode(_ tokens: [InputToken], now: UInt64) -> [InputEvent] {
        var events: [InputEvent] = []
        if let deadline, now >= deadline { giveUp(&events) }
        guard !tokens.isEmpty else { return events }
        lastInput = now
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            take(token, next: next, now: now, events: &events)
        }
        finishBatch(now: now, &events)
        return events
    }

    /// When to call ``decode(_:now:)`` again even if nothing came; nil when nothing is begun.
    package var deadline: UInt64? {
        switch state {
        case .plain: nil
        case .escape, .introduced: lastInput + Self.shortWait
        case .text(let text) where text.sawEscape: lastInput + Self.shortWait
        case .control, .singleShift, .text, .oldMouse: lastInput + Self.longWait
        case .paste: lastInput + Self.pasteWait
        }
    }

    /// An answer of the terminal is on its way: for two seconds an escape that ends a batch may begin it.
    ///
    /// Without this a slow line that splits the answer after its first byte would make keys of the rest.
    package mutating func expectAnswer(now: UInt64) {
        answerDue = now + Self.answerTime
    }

    private mutating func take(_ token: InputToken, next: InputToken?, now: UInt64, events: inout [InputEvent]) {
        switch (state, token) {
        case (.paste, _): takePasted(token, &events)
        case (.plain, .key(let key)): events.append(.key(key))
        case (.plain, .scalar(let scalar)): takePlain(scalar, &events)
        case (.escape, .scalar(let scalar)): takeAfterEscape(scalar, next: next, &events)
        case (.introduced(let introducer), _):
            takeAfterEscape(introducer, next: token, &events)
            take(token, next: next, now: now, events: &events)
        case (.control(let body), .scalar(let scalar)): takeControl(body, scalar, now: now, &events)
        case (.singleShift, .scalar(let scalar)):
            state = .plain
            if let key = ControlSequence.key(final: scalar, parameters: []) { events.append(.key(key)) }
        case (.text(let text), .scalar(let scalar)): takeText(text, scalar, next: next, &events)
        case (.oldMouse(let values), .scalar(let scalar)): takeOldMouse(values + [scalar.value], now, &events)
        case (_, .key(let key)):
            // A whole key in the midst of a sequence: the sequence was broken off.
            if state == .escape { events.append(.key(.escape)) }
            state = .plain
            events.append(.key(key))
        }
    }

    private mutating func takePlain(_ scalar: Unicode.Scalar, _ events: inout [InputEvent]) {
        switch scalar.value {
        case 0x1B: state = .escape
        // The same introducers in one character each, as some terminals with eight bits write them.
        case 0x9B: state = .control("")
        case 0x9D: state = .text(TerminalText(isCommand: true))
        case 0x90, 0x98, 0x9E, 0x9F: state = .text(TerminalText(isCommand: false))
        case 0x80...0x9F: break
        default: events.append(.key(Self.key(for: scalar)))
        }
    }

    private mutating func takeAfterEscape(_ scalar: Unicode.Scalar, next: InputToken?, _ events: inout [InputEvent]) {
        guard "[O]PX^_".unicodeScalars.contains(scalar) else {
            events.append(.key(.escape))
            state = .plain
            return takePlain(scalar, &events)
        }
        guard let next else {
            state = .introduced(scalar)
            return
        }
        guard case .scalar(let following) = next, Self.begins(scalar, following) else {
            state = .plain
            events += [.key(.escape), .key(Self.key(for: scalar))]
            return
        }
        switch scalar {
        case "[": state = .control("")
        case "O": state = .singleShift
        default: state = .text(TerminalText(isCommand: scalar == "]"))
        }
    }

    /// Whether an escape and these two begin a sequence.
    ///
    /// What terminals say begins with a digit or one of a few letters; a person's keys after escape seldom do.
    private static func begins(_ introducer: Unicode.Scalar, _ following: Unicode.Scalar) -> Bool {
        switch introducer {
        case "[", "O": true
        case "]": "0123456789lLI".unicodeScalars.contains(following)
        case "P": "0123456789$>!+|=".unicodeScalars.contains(following)
        default: following.value >= 0x20
        }
    }

    private mutating func takeControl(
        _ body: String, _ scalar: Unicode.Scalar, now: UInt64, _ events: inout [InputEvent]
    ) {
        switch scalar.value {
        case 0x20...0x3F:
            // A sequence that is too long to be known is swallowed up to its end all the same.
            if body.utf8.count < Self.longestSequence { state = .control(body + String(Character(scalar))) }
        case 0x4D where body.isEmpty: state = .oldMouse([])
        // The function keys of Linux' console: ESC [ [ A.
        case 0x5B where body.isEmpty: state = .control("[")
        case 0x40...0x7E: finishControl(ControlSequence(body: body, final: scalar), now: now, &events)
        case 0x1B: state = .escape
        default: state = .plain
        }
    }

    private mutating func finishControl(
        _ sequence: ControlSequence, now: UInt64, _ events: inout [InputEvent]
    ) {
        state = .plain
        if sequence.isPasteStart {
            state = .paste
            paste = PastedText()
        } else if let report = sequence.mouseReport {
            appendMouse(report, now: now, &events)
        } else if let isDark = sequence.isDarkReport {
            events.append(.background(isDark: isDark))
        } else if let key = sequence.key {
            events.append(.key(key))
        }
    }

    private mutating func takeText(
        _ text: TerminalText, _ scalar: Unicode.Scalar, next: InputToken?, _ events: inout [InputEvent]
    ) {
        var text = text
        switch text.take(scalar) {
        case .goesOn: state = .text(text)
        case .ended:
            state = .plain
            guard let isDark = text.isDarkAnswer else { return }
            answerDue = 0
            events.append(.background(isDark: isDark))
        case .brokenOff(byKey: true): abandon(scalar, &events)
        case .brokenOff(byKey: false): takeAfterEscape(scalar, next: next, &events)
        }
    }

    private mutating func abandon(_ scalar: Unicode.Scalar, _ events: inout [InputEvent]) {
        state = .plain
        events.append(.key(Self.key(for: scalar)))
    }

    private mutating func takeOldMouse(_ values: [UInt32], _ now: UInt64, _ events: inout [InputEvent]) {
        state = .oldMouse(values)
        guard values.count == 3 else { return }
        state = .plain
        guard values.allSatisfy({ $0 >= 0x20 }) else { return }
        let report = MouseReport(
            code: Int(values[0]) - 32, column: Int(values[1]) - 33, row: Int(values[2]) - 33, isRelease: false)
        appendMouse(report, now: now, &events)
    }

    private mutating func appendMouse(_ report: MouseReport, now: UInt64, _ events: inout [InputEvent]) {
        if let event = report.event(clicks: &clicks, now: now) { events.append(.mouse(event)) }
    }

    private mutating func takePasted(_ token: InputToken, _ events: inout [InputEvent]) {
        if paste.take(token) { finishPaste(&events) }
    }

    private mutating func finishPaste(_ events: inout [InputEvent]) {
        events.append(.paste(paste.text))
        paste = PastedText()
        state = .plain
    }

    /// Nothing more is there to read: an escape that nothing followed was the key, unless an answer is awaited.
    private mutating func finishBatch(now: UInt64, _ events: inout [InputEvent]) {
        guard state == .escape, now >= answerDue else { return }
        state = .plain
        events.append(.key(.escape))
    }

    /// What was begun has not ended in time.
    private mutating func giveUp(_ events: inout [InputEvent]) {
        let begun = state
        state = .plain
        switch begun {
        case .escape: events.append(.key(.escape))
        case .introduced(let scalar): events += [.key(.escape), .key(Self.key(for: scalar))]
        case .text(let text) where text.sawEscape: events.append(.key(.escape))
        case .paste: finishPaste(&events)
        case .plain, .control, .singleShift, .text, .oldMouse: break
        }
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

    private static let longestSequence = 64
    /// Milliseconds that a sequence may stop right after its first bytes: a slow line's, not a person's.
    private static let shortWait: UInt64 = 50
    /// Milliseconds of silence after which the rest of a sequence is not awaited any more.
    private static let longWait: UInt64 = 500
    /// The same for a paste, in which a key would do harm.
    private static let pasteWait: UInt64 = 2000
    private static let answerTime: UInt64 = 2000
}
