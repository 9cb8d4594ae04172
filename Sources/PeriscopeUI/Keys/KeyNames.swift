import Screen

/// What keys are called on screen.
struct KeyNames {
    let glyphs: Glyphs

    func name(_ key: Key) -> String {
        switch key {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "^" + String(character)
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "S-Tab"
        case .backspace: "Bksp"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: glyphs.isASCII ? "Up" : glyphs.arrowUp
        case .down: glyphs.isASCII ? "Down" : glyphs.arrowDown
        case .left: glyphs.isASCII ? "Left" : glyphs.arrowLeft
        case .right: glyphs.isASCII ? "Right" : glyphs.arrowRight
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .shiftLeft: "S-" + name(.left)
        case .shiftRight: "S-" + name(.right)
        case .shiftUp: "S-" + name(.up)
        case .shiftDown: "S-" + name(.down)
        case .controlLeft: "^" + name(.left)
        case .controlRight: "^" + name(.right)
        case .controlUp: "^" + name(.up)
        case .controlDown: "^" + name(.down)
        case .function(let number): "F\(number)"
        }
    }

    func names(_ keys: [Key]) -> String {
        keys.map(name).joined(separator: " ")
    }
}
