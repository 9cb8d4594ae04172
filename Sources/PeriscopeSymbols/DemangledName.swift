/// What the runtime's demangler spells out, read for the function in it.
///
/// Such as `closure #1 (GRDB.Database) throws -> () in Bookshop.AuthorController.index(_: Core.Request) -> ()`. Any
/// text may come: what is not understood is given back as it is. Steps: a few times the length.
package struct DemangledName {
    private let text: DemangledText

    package init(_ demangled: String) {
        text = DemangledText(demangled)
    }

    /// `AuthorController.index(_:)`.
    package var simple: String { DemangledName.simple(text[...], depth: 0) }

    // MARK: What is around the function

    /// What comes before a function in its thunks and parts.
    private static let prefixes = [
        "partial apply forwarder for ", "partial apply ", "merged ", "static ", "class ", "@objc ", "@nonobjc ",
        "dispatch thunk of ", "async function pointer to ", "distributed thunk ", "back deployment thunk for ",
        "back deployment fallback for ", "curry thunk of ", "vtable thunk for ", "override thunk for ",
        "variable initialization expression of ", "property wrapper backing initializer of ",
        "property wrapped field init accessor of ", "one-time initialization function for ",
        "one-time initialization token for ", "key path getter for ", "key path setter for ", "dynamic ",
        "foreign ", "implicit ", "protocol self-conformance witness for ",
    ]

    /// What a function is in the middle of, followed by its number, its type, " in " and the function.
    private static let insides = ["closure #", "$defer #", "autoclosure #"]

    /// A function inside a function is unwrapped so many times.
    private static let depthLimit = 32

    private static func simple(_ slice: DemangledText.Slice, depth: Int) -> String {
        var rest = slice
        rest.cut(before: " with unmangled suffix ")
        while depth < depthLimit {
            let before = rest.count
            unwrap(&rest)
            // Its types are all that it has.
            if rest.hasPrefix("reabstraction thunk ") { return "reabstraction thunk" }
            if rest.hasPrefix("protocol witness for ") { return witness(rest, depth: depth) }
            if rest.count == before { break }
        }
        return function(rest, depth: depth) ?? rest.string
    }

    /// Takes off one layer, where there is one.
    private static func unwrap(_ rest: inout DemangledText.Slice) {
        if let prefix = prefixes.first(where: { rest.hasPrefix($0) }) { return rest.removeFirst(prefix.utf8.count) }
        if insides.contains(where: { rest.hasPrefix($0) }) {
            if let place = rest.firstIndex(of: " in ") { rest.removeFirst(place + 4) }
            return
        }
        if rest.hasPrefix("default argument "), let place = rest.firstIndex(of: " of ") {
            return rest.removeFirst(place + 4)
        }
        if let place = rest.firstIndex(of: " resume partial function for "), place <= 16 {
            return rest.removeFirst(place + 29)
        }
        if let place = rest.firstIndex(of: "specialization <"), place <= 32,
            let end = rest.firstIndex(of: " of ", from: place + 15)
        {
            rest.removeFirst(end + 4)
        }
    }

    /// `protocol witness for Core.Service.run() -> () in conformance App.Server<A> : Core.Service in App`: the
    /// function is the type's, not the protocol's.
    private static func witness(_ slice: DemangledText.Slice, depth: Int) -> String {
        var rest = slice
        rest.removeFirst("protocol witness for ".utf8.count)
        guard let place = rest.firstIndex(of: " in conformance ") else { return simple(rest, depth: depth + 1) }
        var conformance = rest
        conformance.removeFirst(place + 16)
        rest.keepFirst(place)
        let requirement = simple(rest, depth: depth + 1)
        conformance.cut(before: " : ")
        if conformance.hasPrefix("<"), let size = conformance.groupSize { conformance.removeFirst(size + 1) }
        guard let type = DemangledPath(&conformance)?.names(dropping: 0) else { return requirement }
        let member = requirement.firstIndex(of: ".").map { requirement[requirement.index(after: $0)...] }
        return "\(type).\(member ?? requirement[...])"
    }

    // MARK: The function

    /// Nil where it is none.
    private static func function(_ slice: DemangledText.Slice, depth: Int) -> String? {
        var rest = slice
        guard let path = DemangledPath(&rest) else { return nil }
        if path.isLocal { return local(path, rest, depth: depth) }
        let type = localType(rest).map { $0 + "." } ?? ""
        if rest.isEmpty || rest.hasPrefix(" : ") || rest.hasPrefix(" in ") { return type + property(path, rest) }
        guard rest.first == UInt8(ascii: "(") else { return nil }
        return type + path.names(dropping: 0) + labels(rest)
    }

    /// Of a type inside a function the members come first: `run() -> () in Step #1 in Bookshop.main() -> ()`.
    private static func localType(_ slice: DemangledText.Slice) -> String? {
        var rest = slice
        guard let place = rest.firstIndex(of: " in ") else { return nil }
        rest.removeFirst(place + 4)
        guard let path = DemangledPath(&rest), path.isLocal else { return nil }
        return path.names(dropping: 0)
    }

    /// `validate #1 (page: Swift.Int) -> () in Bookshop.AuthorController.index()`.
    private static func local(_ path: DemangledPath, _ slice: DemangledText.Slice, depth: Int) -> String? {
        var rest = slice
        guard let place = rest.firstIndex(of: " in "), depth < depthLimit else { return nil }
        var name = path.names(dropping: 0)
        if rest.first == UInt8(ascii: "(") { name += labels(rest) }
        rest.removeFirst(place + 4)
        return "\(name) in \(simple(rest, depth: depth + 1))"
    }

    private static let accessors: Set<String> = [
        "getter", "setter", "modify", "modify2", "read", "read2", "yielding_mutate", "yielding_borrow", "borrow",
        "mutate", "didset", "willset", "init", "materializeForSet", "unsafeAddressor", "unsafeMutableAddressor",
        "owningAddressor", "owningMutableAddressor", "nativeOwningAddressor", "addressor", "mutableAddressor",
    ]

    /// `Bookshop.Author.name.getter : Swift.String`.
    private static func property(_ path: DemangledPath, _ slice: DemangledText.Slice) -> String {
        var rest = slice
        guard rest.hasPrefix(" : ") else { return path.names(dropping: 0) }
        rest.removeFirst(3)
        let isAccessor = path.last.map { accessors.contains($0) } ?? false
        let name = path.names(dropping: isAccessor ? 1 : 0)
        return name.hasSuffix("subscript") ? name + labels(rest) : name
    }

    /// `(_:context:)` for the parameters in parentheses that stand first.
    private static func labels(_ slice: DemangledText.Slice) -> String {
        guard let parameters = slice.group else { return "" }
        return "(" + parameters.parts.map { ($0.label ?? "_") + ":" }.joined() + ")"
    }
}
