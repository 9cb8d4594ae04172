import PeriscopeInsight
import PeriscopeSQL

/// Names a function the same in every profile of the same program.
enum FunctionKey {
    static func of(_ function: ProfileFunction) -> UInt64 {
        var hash = TextHash()
        hash.add(function.name)
        hash.add(function.path)
        hash.add(function.module)
        return hash.value
    }
}
