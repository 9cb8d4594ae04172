import Screen

/// What came after `ESC [`: parameters and intermediates, and the letter that ended it.
struct ControlSequence {
    let body: String
    let final: Unicode.Scalar

    var isPasteStart: Bool { final == "~" && body == "200" }

    /// A mouse report of mode 1006; nil for anything else.
    var mouseReport: MouseReport? {
        guard body.hasPrefix("<"), final == "M" || final == "m" else { return nil }
        let numbers = body.dropFirst().split(separator: ";", omittingEmptySubsequences: false).map(Self.coordinate)
        guard numbers.count == 3, let code = numbers[0], let column = numbers[1], let row = numbers[2] else {
            return nil
        }
        return MouseReport(code: code, column: column - 1, row: row - 1, isRelease: final == "m")
    }

    /// Digits only, and no more than a terminal's size can be: `ws_col` and `ws_row` have 16 bits (ioctl_tty(2)).
    private static func coordinate(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt16(text).map { Int($0) }
    }

    /// What a terminal says of its background when it changes (mode 2031); nil for anything else.
    var isDarkReport: Bool? {
        guard final == "n" else { return nil }
        return body == "?997;1" ? true : body == "?997;2" ? false : nil
    }

    /// The key; nil for focus reports, answers and whatever else a terminal may say.
    var key: Key? {
        // On Linux' console the first five function keys are ESC [ [ A to E.
        if body == "[" { return "ABCDE".unicodeScalars.contains(final) ? .function(Int(final.value) - 0x40) : nil }
        guard body.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x3B }) else { return nil }
        return Self.key(final: final, parameters: body.split(separator: ";").map { Int($0) ?? 0 })
    }

    static func key(final: Unicode.Scalar, parameters: [Int]) -> Key? {
        let modifier = parameters.count > 1 ? parameters[1] : 1
        switch final {
        case "A": return modified(modifier, .up, .shiftUp, .controlUp)
        case "B": return modified(modifier, .down, .shiftDown, .controlDown)
        case "C": return modified(modifier, .right, .shiftRight, .controlRight)
        case "D": return modified(modifier, .left, .shiftLeft, .controlLeft)
        case "H": return .home
        case "F": return .end
        case "Z": return .backTab
        // With other parameters it is an answer, such as the cursor's place: ESC [ 12 ; 40 R.
        case "P", "Q", "R", "S":
            return parameters.first ?? 1 != 1 || modifier > 16 ? nil : .function(Int(final.value) - 0x50 + 1)
        // Of a keypad in application mode.
        case "M": return .enter
        case "a": return .controlUp
        case "b": return .controlDown
        case "c": return .controlRight
        case "d": return .controlLeft
        case "~": return numbered(parameters.first ?? 0)
        default: return nil
        }
    }

    private static func modified(_ modifier: Int, _ plain: Key, _ shifted: Key, _ controlled: Key) -> Key {
        switch modifier {
        case 2: shifted
        case 5: controlled
        default: plain
        }
    }

    private static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }
}
