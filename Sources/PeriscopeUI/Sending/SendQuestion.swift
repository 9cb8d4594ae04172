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
        if !outgoing.masked.isEmpty { lines.append("masked: " + MaskedNames.list(outgoing.masked)) }
        return lines
    }
}
