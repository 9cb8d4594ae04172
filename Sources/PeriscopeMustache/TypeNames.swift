import Synchronization

/// Names of types, each made once: making one costs as much as rendering a line.
enum TypeNames {
    /// Types are the app's own and few; past this many all are forgotten.
    private static let limit = 4096

    private static let names = Mutex<[ObjectIdentifier: String]>([:])

    static func name(of value: Any) -> String {
        let type = Swift.type(of: value)
        return names.withLock { names in
            if let name = names[ObjectIdentifier(type)] { return name }
            if names.count >= limit { names.removeAll() }
            let name = String(describing: type)
            names[ObjectIdentifier(type)] = name
            return name
        }
    }
}
