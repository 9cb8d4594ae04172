import HTTPTypes

/// Header fields as they are recorded, and the few of them that say what is done: found in one pass.
///
/// Asking `HTTPFields` by name walks all fields for each name and joins what it finds into a new text.
struct SeenFields: Sendable {
    /// Lower-case names and values, in their order.
    private(set) var named: [(name: String, value: String)] = []
    private(set) var contentType: String?
    private(set) var contentLength: String?
    private(set) var contentEncoding: String?
    private(set) var traceparent: String?
    private(set) var hasTransferEncoding = false

    /// The authority comes first, as `host`: Hummingbird keeps it apart.
    init(_ fields: HTTPFields, authority: String? = nil) {
        named.reserveCapacity(fields.count + 1)
        if let authority { named.append(("host", authority)) }
        for field in fields {
            let name = field.name.canonicalName
            let value = field.value
            note(name, value)
            named.append((name, value))
        }
    }

    /// Whether the body is text, uncompressed.
    var isText: Bool {
        if let contentEncoding, contentEncoding != "identity" { return false }
        return contentType.map { TextType.isText($0) } ?? false
    }

    /// By the length of the name first, which decides for nearly all.
    private mutating func note(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 11 where name == "traceparent": Self.join(value, to: &traceparent)
        case 12 where name == "content-type": Self.join(value, to: &contentType)
        case 14 where name == "content-length": Self.join(value, to: &contentLength)
        case 16 where name == "content-encoding": Self.join(value, to: &contentEncoding)
        case 17 where name == "transfer-encoding": hasTransferEncoding = true
        default: break
        }
    }

    /// Fields of one name are one list, RFC 9110 5.3.
    private static func join(_ value: String, to known: inout String?) {
        known = known.map { "\($0), \(value)" } ?? value
    }
}
