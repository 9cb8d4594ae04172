/// The names that the timed library uses beside the app's own.
struct PartialNames: Sendable {
    /// Letters, digits and underscores, as names of variables must be.
    static let prefix = "__periscope_"
    static let object = prefix + "object"

    enum Event: Sendable {
        case enter(Int), leave(Int)
    }

    struct Words {
        let enter, leave, original, entry: String
    }

    struct Partial: Sendable {
        let name: String
        let origin: TemplateOrigin
    }

    private(set) var partials: [Partial] = []
    private var events: [String: Event] = [:]

    mutating func add(_ name: String, origin: TemplateOrigin) -> Words {
        let index = partials.count
        partials.append(Partial(name: name, origin: origin))
        let words = Words(
            enter: "\(Self.prefix)enter_\(index)", leave: "\(Self.prefix)leave_\(index)",
            original: "\(Self.prefix)original_\(index)", entry: "\(Self.prefix)entry_\(index)")
        events[words.enter] = .enter(index)
        events[words.leave] = .leave(index)
        return words
    }

    subscript(_ name: String) -> Event? { events[name] }
}
