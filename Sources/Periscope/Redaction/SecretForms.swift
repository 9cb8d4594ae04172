/// The forms in which a secret value may turn up in other texts.
enum SecretForms {
    /// As it is, percent-decoded, percent-encoded, and as JSON and SQL escape it.
    static func of(_ value: String) -> [[UInt8]] {
        let raw = Array(value.utf8)
        let decoded = PercentEncoding.decoded(raw)
        var forms = [raw, decoded]
        for form in Set([raw, decoded]) {
            forms.append(PercentEncoding.encoded(form))
            forms.append(escaped(form))
            forms.append(form.flatMap { $0 == UInt8(ascii: "'") ? [$0, $0] : [$0] })
        }
        return Array(Set(forms))
    }

    /// With JSON's two-character escapes.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): Array("\\n".utf8)
            case UInt8(ascii: "\t"): Array("\\t".utf8)
            default: [byte]
            }
        }
    }
}
