/// The members of an object, read by name and type.
///
/// A member that is missing or null is as if it had said nothing; one of another type throws a sentence that names it.
struct JSONFields {
    /// Where the object stands, such as `queries[3].`, for messages.
    let path: String
    private let members: [(key: String, value: JSONValue)]

    init(_ value: JSONValue, path: String) throws(RequestJSONError) {
        guard case .object(let members) = value else {
            throw RequestJSONError(problem: "\(Self.subject(path)) should be an object.")
        }
        self.members = members
        self.path = path.isEmpty ? "" : path + "."
    }

    private static func subject(_ path: String) -> String {
        path.isEmpty ? "The line" : "\"\(path)\""
    }

    private func wrong(_ key: String, _ type: String) -> RequestJSONError {
        RequestJSONError(problem: "\"\(path)\(key)\" should be \(type).")
    }

    private subscript(_ key: String) -> JSONValue? {
        guard let value = members.first(where: { $0.key == key })?.value else { return nil }
        if case .null = value { return nil }
        return value
    }

    func has(_ key: String) -> Bool { self[key] != nil }

    func string(_ key: String) throws(RequestJSONError) -> String? {
        guard let value = self[key] else { return nil }
        guard case .string(let text) = value else { throw wrong(key, "a text") }
        return text
    }

    func bool(_ key: String) throws(RequestJSONError) -> Bool? {
        guard let value = self[key] else { return nil }
        guard case .bool(let bool) = value else { throw wrong(key, "true or false") }
        return bool
    }

    func integer<Number: FixedWidthInteger>(_ key: String, as: Number.Type) throws(RequestJSONError) -> Number? {
        guard let value = self[key] else { return nil }
        guard case .number(let digits) = value, let number = Number(digits) else {
            throw wrong(key, "a whole number\(Number.isSigned ? "" : " that is not negative")")
        }
        return number
    }

    /// Milliseconds as nanoseconds, negative or not.
    func milliseconds(_ key: String) throws(RequestJSONError) -> Milliseconds? {
        guard let value = self[key] else { return nil }
        guard case .number(let digits) = value, let time = Milliseconds(digits) else {
            throw wrong(key, "a number of milliseconds")
        }
        return time
    }

    /// Milliseconds that may not be negative, as nanoseconds.
    func duration(_ key: String) throws(RequestJSONError) -> UInt64? {
        guard let time = try milliseconds(key) else { return nil }
        guard !time.isNegative || time.nanoseconds == 0 else {
            throw wrong(key, "a number of milliseconds that is not negative")
        }
        return time.nanoseconds
    }

    func id(_ key: String) throws(RequestJSONError) -> UInt64? {
        guard let text = try string(key) else { return nil }
        guard let id = Hexadecimal.value(text) else { throw wrong(key, "one to sixteen hexadecimal digits") }
        return id
    }

    /// One of some words.
    func word<Value>(_ key: String, _ words: [String: Value]) throws(RequestJSONError) -> Value? {
        guard let text = try string(key) else { return nil }
        guard let value = words[text] else {
            throw wrong(key, "one of \(words.keys.sorted().joined(separator: ", "))")
        }
        return value
    }

    func object(_ key: String) throws(RequestJSONError) -> JSONFields? {
        guard let value = self[key] else { return nil }
        return try JSONFields(value, path: path + key)
    }

    /// The members of an object whose keys are not ours, in order.
    func pairs(_ key: String) throws(RequestJSONError) -> [(key: String, value: String)] {
        guard let value = self[key] else { return [] }
        guard case .object(let members) = value else { throw wrong(key, "an object") }
        var pairs: [(key: String, value: String)] = []
        for member in members {
            switch member.value {
            case .string(let text), .number(let text): pairs.append((member.key, text))
            case .bool(let bool): pairs.append((member.key, bool ? "true" : "false"))
            case .null: pairs.append((member.key, ""))
            default: throw wrong("\(key).\(member.key)", "a text")
            }
        }
        return pairs
    }

    func array(_ key: String) throws(RequestJSONError) -> [JSONValue] {
        guard let value = self[key] else { return [] }
        guard case .array(let elements) = value else { throw wrong(key, "a list") }
        return elements
    }

    /// The objects of a list.
    func objects(_ key: String) throws(RequestJSONError) -> [JSONFields] {
        var objects: [JSONFields] = []
        for (position, element) in try array(key).enumerated() {
            objects.append(try JSONFields(element, path: "\(path)\(key)[\(position)]"))
        }
        return objects
    }

    /// The texts of a list; nil for null.
    func strings(_ key: String) throws(RequestJSONError) -> [String?] {
        var strings: [String?] = []
        for (position, element) in try array(key).enumerated() {
            switch element {
            case .string(let text), .number(let text): strings.append(text)
            case .null: strings.append(nil)
            default: throw wrong("\(key)[\(position)]", "a text")
            }
        }
        return strings
    }

    /// Places in another list, which is so long.
    func places(_ key: String, in list: String, count: Int) throws(RequestJSONError) -> [Int] {
        var places: [Int] = []
        for (position, element) in try array(key).enumerated() {
            guard case .number(let digits) = element, let place = Int(digits), (0..<count).contains(place) else {
                throw wrong("\(key)[\(position)]", "a place in \"\(list)\"")
            }
            places.append(place)
        }
        return places
    }

    /// How much was cut of each element of a sibling list; zeros where nothing is said.
    func truncations(_ key: String, count: Int) throws(RequestJSONError) -> [UInt64] {
        var truncations = [UInt64](repeating: 0, count: count)
        for (position, element) in try array(key).enumerated() where position < count {
            guard case .number(let digits) = element, let bytes = UInt64(digits) else {
                throw wrong("\(key)[\(position)]", "a whole number")
            }
            truncations[position] = bytes
        }
        return truncations
    }
}
