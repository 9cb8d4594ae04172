import Synchronization

/// What a type is to the look at a template's context; found out once for each type.
///
/// A type's name, whether it conforms to a protocol, and what its members are called are slow questions, and a context
/// asks them for each node.
final class TypeFacts: Sendable {
    enum Kind: Sendable {
        case string, substring, bool, int, double, float, character
        case integer
        case optional
        case container
        /// Its mirror is the app's code.
        case ownMirror
        /// A class or an actor, of which the name of the type is all that is shown.
        ///
        /// Others hold it too: a service behind a lock, or an actor, may be changed by another thread while a mirror
        /// reads it, which crashes the process; and to read an unowned reference to what is gone ends it.
        case reference
        case plain
    }

    let name: String
    let kind: Kind
    /// What the stored properties of a plain struct or tuple are called, in order; nil for anything else.
    let memberKeys: [String]?

    private init(of object: Any) {
        let type = Swift.type(of: object)
        name = String(describing: type)
        kind = Self.kind(of: object, type)
        memberKeys = kind == .plain ? Self.keys(of: object) : nil
    }

    // MARK: Remembering

    typealias Known = [ObjectIdentifier: TypeFacts]

    /// Types are the app's own and few; what comes past this many is found out each time.
    private static let limit = 2048
    private static let table = Mutex<Known>([:])

    /// All that is known, to be asked without a lock.
    static var known: Known { table.withLock { $0 } }

    static func learn(_ object: Any) -> TypeFacts {
        let facts = TypeFacts(of: object)
        table.withLock { table in
            if table.count < limit { table[ObjectIdentifier(Swift.type(of: object))] = facts }
        }
        return facts
    }

    // MARK: Finding out

    private static func kind(of object: Any, _ type: Any.Type) -> Kind {
        switch type {
        case is String.Type: .string
        case is Substring.Type: .substring
        case is Bool.Type: .bool
        case is Int.Type: .int
        case is Double.Type: .double
        case is Float.Type: .float
        case is Character.Type: .character
        case is AnyClass: .reference
        default: rarerKind(of: object)
        }
    }

    private static func rarerKind(of object: Any) -> Kind {
        switch object {
        case is any OptionalShape: .optional
        case is any ContainerShape: .container
        case is any PlainInteger: .integer
        case is any CustomReflectable: .ownMirror
        default: .plain
        }
    }

    /// Lazy properties show what they hold; a property that was never read holds nothing, and stays so.
    private static let lazyPrefix = "$__lazy_storage_$_"

    /// Nil too for a struct with a property that is not safe to read.
    private static func keys(of object: Any) -> [String]? {
        guard !StructFields.anyIsUnowned(in: Swift.type(of: object)) else { return nil }
        let mirror = Mirror(reflecting: object)
        switch mirror.displayStyle {
        case .struct, .tuple:
            return mirror.children.enumerated().map { index, child in
                guard let label = child.label else { return String(index) }
                return label.hasPrefix(lazyPrefix) ? String(label.dropFirst(lazyPrefix.count)) : label
            }
        default:
            return nil
        }
    }
}
