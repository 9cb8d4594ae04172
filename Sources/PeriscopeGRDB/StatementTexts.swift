#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The texts that a connection ran, so that one that comes again is neither copied nor read anew.
///
/// SQLite keeps a prepared statement's text where it is, so the address finds it at once; since addresses are used
/// again, the bytes are compared too.
struct StatementTexts {
    private struct Known {
        let text: StatementText
        let bytes: [CChar]
    }

    /// Texts held at most; then all are forgotten, which costs a copy each.
    private static let limit = 512

    private var byAddress: [UnsafePointer<CChar>: Known] = [:]
    private var bySQL: [String: Known] = [:]

    subscript(_ sql: UnsafePointer<CChar>) -> StatementText {
        mutating get {
            if let known = byAddress[sql], known.bytes.withUnsafeBufferPointer({ Self.areEqual($0.baseAddress, sql) }) {
                return known.text
            }
            return find(sql)
        }
    }

    private static func areEqual(_ one: UnsafePointer<CChar>?, _ other: UnsafePointer<CChar>) -> Bool {
        one.map { strcmp($0, other) == 0 } ?? false
    }

    private mutating func find(_ sql: UnsafePointer<CChar>) -> StatementText {
        let length = strlen(sql)
        guard length <= StatementText.limit else {
            let start = UnsafeRawBufferPointer(start: sql, count: StatementText.limit)
            return StatementText(String(decoding: start, as: UTF8.self) + "…")
        }
        if byAddress.count >= Self.limit { byAddress.removeAll(keepingCapacity: true) }
        let string = String(cString: sql)
        if let known = bySQL[string] {
            byAddress[sql] = known
            return known.text
        }
        if bySQL.count >= Self.limit { bySQL.removeAll(keepingCapacity: true) }
        let known = Known(
            text: StatementText(string), bytes: Array(UnsafeBufferPointer(start: sql, count: length + 1)))
        bySQL[string] = known
        byAddress[sql] = known
        return known.text
    }
}
