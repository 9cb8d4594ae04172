import Synchronization

/// What a type is to the look at a template's context; asked once for each type.
///
/// Whether a type conforms to a protocol is a slow question when the answer is no, and a context asks it for each node.
enum ShapeKind: Sendable {
    case optional
    case container
    case integer
    case ownMirror
    case plain

    private static let typeLimit = 2048
    private static let known = Mutex<[ObjectIdentifier: ShapeKind]>([:])

    static func of(_ object: Any) -> ShapeKind {
        let type = ObjectIdentifier(Swift.type(of: object))
        if let kind = known.withLock({ $0[type] }) { return kind }
        let kind: ShapeKind =
            switch object {
            case is any OptionalShape: .optional
            case is any ContainerShape: .container
            case is any PlainInteger: .integer
            case is any CustomReflectable: .ownMirror
            default: .plain
            }
        known.withLock { known in
            if known.count < typeLimit { known[type] = kind }
        }
        return kind
    }
}
