/// Where a binding holds: which pane the keys go to.
package struct Scope: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let list = Scope(rawValue: 1)
    package static let panel = Scope(rawValue: 2)
    package static let opened = Scope(rawValue: 4)
    package static let routes = Scope(rawValue: 8)
    package static let apps = Scope(rawValue: 16)
    /// A profile of more than one request, or of none.
    package static let profile = Scope(rawValue: 32)
    /// Two requests side by side.
    package static let compare = Scope(rawValue: 64)
    /// What a compiler said.
    package static let build = Scope(rawValue: 128)

    package static let detail: Scope = [.panel, .opened]
    package static let requests: Scope = [.list, .panel, .opened]
    package static let sortable: Scope = [.list, .panel, .opened, .routes, .profile]
    package static let everywhere: Scope = [.list, .panel, .opened, .routes, .apps, .profile, .compare, .build]

    /// Each scope alone, with what help calls it.
    package static let all: [(scope: Scope, name: String)] = [
        (.list, "request list"), (.panel, "panel"), (.opened, "one thing of a panel"), (.routes, "routes"),
        (.apps, "apps"), (.profile, "profile of several requests"), (.compare, "two requests compared"),
        (.build, "errors of a build"),
    ]

    /// Where it is, in the fewest words.
    package var shortNames: [String] {
        let names: [(Scope, String)] = [
            (.list, "list"), (.panel, "panel"), (.opened, "opened"), (.routes, "routes"), (.apps, "apps"),
            (.profile, "profile"), (.compare, "compare"), (.build, "build"),
        ]
        return names.filter { contains($0.0) }.map(\.1)
    }

    /// Where it is, as a sentence goes on: “in the request list, in Routes”.
    var inWords: String {
        let names: [(Scope, String)] = [
            (.list, "the request list"), (.panel, "a request's panels"), (.opened, "an opened row"),
            (.routes, "Routes"), (.apps, "Apps"), (.profile, "a profile"), (.compare, "a comparison"),
            (.build, "the errors of a build"),
        ]
        // Where a panel does it, what is opened in one does it too.
        let places = contains(.panel) ? subtracting(.opened) : self
        return names.filter { places.contains($0.0) }.map { "in " + $0.1 }.joined(separator: ", ")
    }
}
