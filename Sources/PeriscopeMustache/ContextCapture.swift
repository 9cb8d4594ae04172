import Periscope

/// The keys, types and short values of what a template was given.
///
/// Bounded in breadth, depth and length, whatever the object; calls no code of the app's: no computed or lazy property,
/// no description, no iterator but the standard library's own. Reads structs, tuples and the standard library's
/// containers, which are the render's own; never into a class or an actor. Costs a look at each of at most 64 keys.
///
/// It is read at once, on the thread that renders: what a context holds may be no business of another thread, may
/// change, and would live longer than the request if it were kept for later.
struct ContextCapture {
    static let keys = 50
    static let keysInside = 10
    /// Elements of a list; they are mostly alike.
    static let elementsInside = 3
    static let keysInAll = 64
    static let characters = 200

    private let withValues: Bool
    private let known = TypeFacts.known
    private var left = keysInAll

    static func capture(_ object: Any, withValues: Bool) -> [CapturedContext] {
        var capture = ContextCapture(withValues: withValues)
        return capture.root(object)
    }

    private init(withValues: Bool) {
        self.withValues = withValues
    }

    private mutating func root(_ object: Any) -> [CapturedContext] {
        let limits = ContextShape.Limits(members: Self.keys, elements: Self.keysInside)
        let shape = shape(of: object, facts(object), limits)
        // A root that is no container is shown as itself, under Mustache's own name for it.
        let members = shape.members.isEmpty ? [(".", object)] : shape.members
        left -= members.count
        return members.map { node($0.key, $0.value) }
    }

    private mutating func node(_ key: String, _ value: Any) -> CapturedContext {
        let facts = facts(value)
        if let scalar = scalar(value, facts) {
            return CapturedContext(
                key: key, type: facts.name, value: withValues ? scalar : nil, children: [], count: nil)
        }
        let room = max(0, left)
        let limits = ContextShape.Limits(members: min(Self.keysInside, room), elements: min(Self.elementsInside, room))
        let shape = shape(of: value, facts, limits)
        left -= shape.members.count
        let children = shape.members.map { leaf($0.key, $0.value) }
        return CapturedContext(key: key, type: facts.name, value: nil, children: children, count: shape.count)
    }

    /// At the last depth containers have a type and a count.
    private func leaf(_ key: String, _ value: Any) -> CapturedContext {
        let facts = facts(value)
        let scalar = scalar(value, facts)
        return CapturedContext(
            key: key, type: facts.name, value: withValues ? scalar : nil, children: [],
            count: scalar == nil ? shape(of: value, facts, .none).count : nil)
    }

    private func facts(_ value: Any) -> TypeFacts {
        known[ObjectIdentifier(type(of: value))] ?? TypeFacts.learn(value)
    }

    /// An optional's is that of what it holds.
    private func shape(of value: Any, _ facts: TypeFacts, _ limits: ContextShape.Limits) -> ContextShape {
        guard facts.kind == .optional, let wrapped = (value as? any OptionalShape)?.wrapped else {
            return ContextShape(of: value, facts, limits)
        }
        return shape(of: wrapped, self.facts(wrapped), limits)
    }

    /// The text of a plain value; nil for anything else.
    private func scalar(_ value: Any, _ facts: TypeFacts) -> String? {
        switch facts.kind {
        case .string: (value as? String).map { Self.short($0) }
        case .substring: (value as? Substring).map { Self.short($0) }
        case .bool: (value as? Bool).map { $0 ? "true" : "false" }
        case .int: (value as? Int).map { String($0) }
        case .double: (value as? Double).map { "\($0)" }
        case .float: (value as? Float).map { "\($0)" }
        case .character: (value as? Character).map { String($0) }
        case .integer: (value as? any PlainInteger)?.text
        case .optional:
            (value as? any OptionalShape).flatMap { $0.wrapped.map { scalar($0, self.facts($0)) } ?? "nil" }
        case .container, .ownMirror, .reference, .plain: nil
        }
    }

    private static func short(_ text: some StringProtocol) -> String {
        guard text.utf8.count > characters else { return String(text) }
        let start = text.prefix(characters)
        return start.endIndex == text.endIndex ? String(text) : start + "…"
    }
}
