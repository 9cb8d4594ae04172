/// The password in `Authorization: Basic …`, which a client may send elsewhere in the clear.
enum BasicCredentials {
    /// What stands behind the first colon of the decoded credentials (RFC 7617); nil where there is none.
    static func password(in value: String) -> String? {
        guard value.utf8.prefix(5).elementsEqual("basic".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", let decoded = decode(parts[1].utf8),
            let colon = decoded.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return String(decoding: decoded[(colon + 1)...], as: UTF8.self)
    }

    /// Base64 with either alphabet of RFC 4648, padded or not; nil where another byte is in it.
    private static func decode(_ text: Substring.UTF8View) -> [UInt8]? {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text where byte != UInt8(ascii: "=") {
            guard let digit = digit(byte) else { return nil }
            bits = bits << 6 & 0xFFFF | digit
            count += 6
            if count >= 8 {
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return output
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
