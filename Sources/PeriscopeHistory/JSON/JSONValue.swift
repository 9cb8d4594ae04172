/// A JSON value as it was written: keys keep their order and may repeat, numbers keep their digits.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
}
