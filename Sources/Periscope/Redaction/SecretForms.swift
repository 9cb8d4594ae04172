/// The forms in which a secret value may turn up in other texts.
enum SecretForms {
    /// As it is, percent-decoded, percent-encoded, and as JSON and SQL escape it.
    static func of(_ value: String) -> [[UInt8]] {
        let raw = Array(value.utf8)
        // Such as hexadecimal and the web's base64: nothing escapes any of it.
        if raw.allSatisfy(PercentEncoding.isUnreserved) { return [raw] }
        let decoded = PercentEncoding.decoded(raw)
        var forms = [raw, decoded]
        for form in Set([raw, decoded]) {
            forms.append(PercentEncoding.encoded(form))
            forms.append(escaped(form))
            forms.append(doubled(form))
        }
        return Array(Set(forms))
    }

    /// With JSON's two-character escapes.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): output += "\\n".utf8
            case UInt8(ascii: "\t"): output += "\\t".utf8
            default: output.append(byte)
            }
        }
        return output
    }

    /// With quotes as SQL writes them.
    private static func doubled(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == UInt8(ascii: "'") { output.append(byte) }
            output.append(byte)
        }
        return output
    }
}
