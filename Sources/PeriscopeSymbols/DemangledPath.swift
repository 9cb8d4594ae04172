/// The names before a function's parameters, or a property's type: module, types, the function itself.
struct DemangledPath {
    private var components: [String] = []
    /// Of a function inside another; it has no module.
    private(set) var isLocal = false

    /// Reads a path from the beginning; what follows it is left in `rest`.
    ///
    /// Nil where there is none.
    init?(_ rest: inout DemangledText.Slice) {
        while true {
            if rest.hasPrefix("static ") { rest.removeFirst(7) }
            if rest.hasPrefix("(extension in "), let place = rest.firstIndex(of: ":") { rest.removeFirst(place + 1) }
            guard let component = DemangledPath.component(&rest) else { return nil }
            if !component.isEmpty { components.append(component) }
            DemangledPath.skipDecorations(&rest)
            if rest.hasPrefix(" #") {
                skipNumber(&rest)
                return
            }
            guard rest.first == UInt8(ascii: ".") else { return }
            rest.removeFirst(1)
        }
    }

    var last: String? { components.last }

    /// `AuthorController.index`, without the module, and without so many of the last names.
    func names(dropping count: Int) -> String {
        var names = components.dropLast(min(count, components.count - 1))
        if names.count > 1, !isLocal { names.removeFirst() }
        return names.joined(separator: ".")
    }

    /// ` #1 ` behind the name of a local function.
    private mutating func skipNumber(_ rest: inout DemangledText.Slice) {
        isLocal = true
        rest.removeFirst(2)
        while let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { rest.removeFirst(1) }
        // Before " in " it is a type's, and the space belongs to that.
        if rest.hasPrefix(" "), !rest.hasPrefix(" in ") { rest.removeFirst(1) }
        DemangledPath.skipDecorations(&rest)
    }

    /// Generic parameters, and attributes such as `@Sendable`.
    private static func skipDecorations(_ rest: inout DemangledText.Slice) {
        if rest.first == UInt8(ascii: "<"), let size = rest.groupSize { rest.removeFirst(size) }
        while rest.first == UInt8(ascii: "@"), let place = rest.firstIndex(of: " ") { rest.removeFirst(place + 1) }
    }

    /// A private name and what tells it apart: `(index in _5B18C627E3EE4EFD6F287BA49FB83BC9)`.
    ///
    /// Empty for what stands before a private `init`, which is named behind it.
    private static func privateName(_ rest: inout DemangledText.Slice) -> String? {
        guard var inner = rest.group, let size = rest.groupSize else { return nil }
        if let place = inner.firstIndex(of: " in _") {
            inner.keepFirst(place)
            rest.removeFirst(size)
            return inner.string
        }
        // `(in _5B18…).init(a: Swift.Int)`, and `() -> App.Shop(in _5B18…).init()`.
        guard let place = rest.firstIndex(of: ".init") else { return nil }
        rest.removeFirst(place)
        return ""
    }

    private static let plainNames = [
        "__allocating_init": "init", "__deallocating_deinit": "deinit", "__isolated_deallocating_deinit": "deinit",
    ]

    private static func component(_ rest: inout DemangledText.Slice) -> String? {
        if rest.first == UInt8(ascii: "(") {
            return privateName(&rest)
        }
        let size = rest.nameSize
        guard size > 0 else { return nil }
        var name = rest
        name.keepFirst(size)
        rest.removeFirst(size)
        for word in [" infix", " prefix", " postfix"] where rest.hasPrefix(word) { rest.removeFirst(word.utf8.count) }
        return plainNames[name.string] ?? name.string
    }
}
