/// The host and the port that a request was addressed to.
struct Authority: Equatable {
    let host: String
    let port: Int

    /// Nil where it is none, or names a socket in the file system.
    ///
    /// An address that means any of this machine's is asked for on its loopback.
    init?(_ text: String) {
        var host = text[...]
        var port = 80
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            guard let number = Self.port(rest.dropFirst()) else { return nil }
            port = number
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            guard let number = Self.port(text[text.index(after: colon)...]) else { return nil }
            port = number
        }
        let isPlain = host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/\\@?#[]".utf8.contains($0) }
        guard !host.isEmpty, isPlain else { return nil }
        switch host {
        case "0.0.0.0": self.host = "127.0.0.1"
        case "::": self.host = "::1"
        default: self.host = String(host)
        }
        self.port = port
    }

    private static func port(_ digits: Substring) -> Int? {
        if digits.isEmpty { return 80 }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits) else { return nil }
        return (1...65_535).contains(port) ? port : nil
    }
}
