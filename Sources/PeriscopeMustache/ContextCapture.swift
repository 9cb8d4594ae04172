import Periscope

/// The keys, types and short values of what a template was given.
///
/// Bounded in breadth, depth and length, whatever the object; calls no code of the app's: no computed or lazy property,
/// no description, no iterator but the standard library's own. Costs a look at each of at most 150 keys.
struct ContextCapture {
    static let keys = 50
    static let keysInside = 10
    static let keysInAll = 150
    static let characters = 200

    private let withValues: Bool
    private var left = keysInAll

    static func capture(_ object: Any, withValues: Bool) -> [CapturedContext] {
        var capture = ContextCapture(withValues: withValues)
        let shape = ContextShape(of: object, limit: keys)
        // A root that is no container is shown as itself, under Mustache's own name for it.
        let members = shape.members.isEmpty ? [(".", object)] : shape.members
        capture.left -= members.count
        return members.map { capture.node($0.key, $0.value) }
    }

    private init(withValues: Bool) {
        self.withValues = withValues
    }

    private mutating func node(_ key: String, _ value: Any) -> CapturedContext {
        let type = TypeNames.name(of: value)
        if let scalar = Self.scalar(value) {
            return CapturedContext(key: key, type: type, value: withValues ? scalar : nil, children: [], count: nil)
        }
        let shape = ContextShape(of: value, limit: min(Self.keysInside, max(0, left)))
        left -= shape.members.count
        let children = shape.members.map { leaf($0.key, $0.value) }
        return CapturedContext(key: key, type: type, value: nil, children: children, count: shape.count)
    }

    /// At the last depth containers have a type and a count.
    private func leaf(_ key: String, _ value: Any) -> CapturedContext {
        let scalar = Self.scalar(value)
        return CapturedContext(
            key: key, type: TypeNames.name(of: value), value: withValues ? scalar : nil, children: [],
            count: scalar == nil ? ContextShape(of: value, limit: 0).count : nil)
    }

    /// The text of a plain value; nil for anything else.
    private static func scalar(_ value: Any) -> String? {
        switch value {
        case let value as String: short(value)
        case let value as Substring: short(value)
        case let value as Bool: value ? "true" : "false"
        case let value as Int: String(value)
        case let value as Double: "\(value)"
        case let value as Float: "\(value)"
        case let value as Character: String(value)
        default: rarerScalar(value)
        }
    }

    private static func rarerScalar(_ value: Any) -> String? {
        switch ShapeKind.of(value) {
        case .integer: (value as? any PlainInteger)?.text
        case .optional: (value as? any OptionalShape).flatMap { $0.wrapped.map { scalar($0) } ?? "nil" }
        case .container, .ownMirror, .plain: nil
        }
    }

    private static func short(_ text: some StringProtocol) -> String {
        guard text.utf8.count > characters else { return String(text) }
        let start = text.prefix(characters)
        return start.endIndex == text.endIndex ? String(text) : start + "…"
    }
}
