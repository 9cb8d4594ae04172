import Screen

/// What a person should know before a request is sent that may change something, or leaves this machine.
enum SendQuestion {
    static func text(_ wish: SendAgain) -> [String] {
        let outgoing = wish.outgoing
        let often = wish.times == 1 ? "" : " \(wish.times) times"
        let place = outgoing.host + (outgoing.port == 80 ? "" : ":\(outgoing.port)")
        var lines = [
            "Send this again\(often)?",
            Format(glyphs: .ascii).middle(outgoing.method + " " + outgoing.target, width: 52),
            (outgoing.isLocal ? "to " : "to another machine: ") + place,
        ]
        if !outgoing.masked.isEmpty {
            let names = outgoing.masked.joined(separator: ", ")
            lines += TextBlock("Left out, as they are masked: " + names, wrappedTo: 52).rows.map { String($0.text) }
        }
        return lines.count > 8 ? lines.prefix(7) + [lines[7] + " \u{2026}"] : lines
    }
}
