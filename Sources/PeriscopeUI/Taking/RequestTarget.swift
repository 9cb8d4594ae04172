import PeriscopeHistory

/// What stands behind the method on the wire.
enum RequestTarget {
    /// Path and query as the server had them, with what no request line can hold percent-encoded.
    static func of(_ request: RequestRecord) -> String {
        let path = request.path.isEmpty ? "/" : request.path
        return encoded(request.query.isEmpty ? path : path + "?" + request.query)
    }

    /// Blanks, control characters, `#` and all that is not ASCII as `%41`; the rest as it is, since the server has
    /// taken it so.
    static func encoded(_ text: String) -> String {
        guard text.utf8.contains(where: isUnfit) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUnfit(byte) {
                bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnfit(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "#")
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
