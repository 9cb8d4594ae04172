import PeriscopeHistory

/// Which headers belong to the request and which to the connection that brought it.
enum HeaderRules {
    /// RFC 9110, 7.6.1, and what the sender works out anew.
    private static let ofConnection: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
        "content-length", "expect",
    ]

    /// Lower-case names that a new connection must not repeat, those that the `connection` header lists among them.
    static func ofConnection(_ headers: [HeaderRecord]) -> Set<String> {
        var names = ofConnection
        for header in headers where header.key.lowercased() == "connection" {
            for name in header.value.split(separator: ",") {
                names.insert(name.lowercased().filter { $0 != " " && $0 != "\t" })
            }
        }
        return names
    }

    /// A token of RFC 9110, 5.6.2.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// Without control characters but the tab.
    static func isValue(_ text: String) -> Bool {
        !text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\t") || (0x7F...0x9F).contains($0.value) }
    }
}
