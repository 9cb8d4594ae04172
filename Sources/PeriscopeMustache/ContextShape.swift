/// What a container holds, as far as it can be told without calling the app's code.
struct ContextShape {
    var members: [(key: String, value: Any)] = []
    /// Members, shown or not; nil for what is no container.
    var count: Int?

    /// Lazy properties show what they hold; a property that was never read holds nothing, and stays so.
    private static let lazyPrefix = "$__lazy_storage_$_"

    init(of object: Any, limit: Int) {
        switch ShapeKind.of(object) {
        case .optional:
            if let wrapped = (object as? any OptionalShape)?.wrapped {
                self = ContextShape(of: wrapped, limit: limit)
            }
        case .container:
            guard let container = object as? any ContainerShape else { return }
            members = container.firstMembers(limit)
            count = container.count
        // A mirror that the app makes itself is the app's code.
        case .ownMirror, .integer: break
        case .plain: reflect(object, limit: limit)
        }
    }

    private mutating func reflect(_ object: Any, limit: Int) {
        let mirror = Mirror(reflecting: object)
        switch mirror.displayStyle {
        case .struct, .class, .tuple:
            count = mirror.children.count
            members = mirror.children.prefix(limit).enumerated().map { index, child in
                (Self.key(child.label, index), child.value)
            }
        default:
            break
        }
    }

    private static func key(_ label: String?, _ index: Int) -> String {
        guard let label else { return String(index) }
        return label.hasPrefix(lazyPrefix) ? String(label.dropFirst(lazyPrefix.count)) : label
    }
}

/// The standard library's containers: their counts and first members are found without the app's code.
protocol ContainerShape {
    var count: Int { get }
    func firstMembers(_ limit: Int) -> [(key: String, value: Any)]
}

extension ContainerShape where Self: Sequence {
    func firstMembers(_ limit: Int) -> [(key: String, value: Any)] {
        prefix(limit).enumerated().map { (String($0.offset), $0.element) }
    }
}

extension Array: ContainerShape {}
extension ContiguousArray: ContainerShape {}
extension ArraySlice: ContainerShape {}
extension Set: ContainerShape {}

extension Dictionary: ContainerShape {
    /// Keys that are text or numbers, in order; other keys are named by their place.
    func firstMembers(_ limit: Int) -> [(key: String, value: Any)] {
        let members = prefix(limit).enumerated().map { place, member -> (key: String, value: Any) in
            switch member.key {
            case let key as String: (key, member.value)
            case let key as Int: (String(key), member.value)
            default: (String(place), member.value)
            }
        }
        return members.sorted { $0.key < $1.key }
    }
}

/// An optional, seen through.
protocol OptionalShape {
    var wrapped: Any? { get }
}

extension Optional: OptionalShape {
    var wrapped: Any? { self }
}

/// The standard library's integers, but `Int`: their text is theirs.
protocol PlainInteger {
    var text: String { get }
}

extension PlainInteger where Self: BinaryInteger {
    var text: String { String(self) }
}

extension Int8: PlainInteger {}
extension Int16: PlainInteger {}
extension Int32: PlainInteger {}
extension Int64: PlainInteger {}
extension UInt: PlainInteger {}
extension UInt8: PlainInteger {}
extension UInt16: PlainInteger {}
extension UInt32: PlainInteger {}
extension UInt64: PlainInteger {}
