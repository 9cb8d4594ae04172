/// What a container holds, as far as it can be told without calling the app's code.
struct ContextShape {
    var members: [(key: String, value: Any)] = []
    /// Members, shown or not; nil for what is no container.
    var count: Int?

    /// What of one container is looked at.
    struct Limits {
        let members: Int
        /// Elements of a list; they are mostly alike, so a few show what they are.
        let elements: Int

        static let none = Limits(members: 0, elements: 0)
    }

    init(of object: Any, _ facts: TypeFacts, _ limits: Limits) {
        switch facts.kind {
        case .container:
            guard let container = object as? any ContainerShape else { return }
            count = container.count
            if limits.members > 0 { members = container.firstMembers(limits) }
        case .plain:
            guard let keys = facts.memberKeys else { return }
            count = keys.count
            if limits.members > 0, !keys.isEmpty { reflect(object, keys, limits.members) }
        // An optional is seen through before it comes here; a mirror that the app makes itself is the app's code; what
        // is behind a reference is not ours to read.
        default: break
        }
    }

    private mutating func reflect(_ object: Any, _ keys: [String], _ limit: Int) {
        members.reserveCapacity(min(limit, keys.count))
        for child in Mirror(reflecting: object).children {
            guard members.count < limit, members.count < keys.count else { return }
            members.append((keys[members.count], child.value))
        }
    }
}

/// The standard library's containers: their counts and first members are found without the app's code.
protocol ContainerShape {
    var count: Int { get }
    func firstMembers(_ limits: ContextShape.Limits) -> [(key: String, value: Any)]
}

extension ContainerShape where Self: Collection {
    func firstMembers(_ limits: ContextShape.Limits) -> [(key: String, value: Any)] {
        var members: [(key: String, value: Any)] = []
        var index = startIndex
        while members.count < limits.elements, index != endIndex {
            members.append((String(members.count), self[index]))
            formIndex(after: &index)
        }
        return members
    }
}

extension Array: ContainerShape {}
extension ContiguousArray: ContainerShape {}
extension ArraySlice: ContainerShape {}
extension Set: ContainerShape {}

extension Dictionary: ContainerShape {
    /// Keys that are text or numbers, in order; other keys are named by their place.
    func firstMembers(_ limits: ContextShape.Limits) -> [(key: String, value: Any)] {
        let members = prefix(limits.members).enumerated().map { place, member -> (key: String, value: Any) in
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
