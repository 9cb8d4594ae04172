/// A function's name as its source has it, from the name that the linker knows.
package enum SymbolName {
    /// Longer names are cut, with an ellipsis.
    private static let characters = 256

    /// `AuthorController.index(_:context:)`, for the function itself, its closures and its parts between awaits alike,
    /// so that what a person says of a function holds for all of it.
    ///
    /// Of C++ what it is called, without types; C's stays as it is.
    package static func simple(_ name: String) -> String {
        guard isSwift(name) else { return cut(CPlusPlusName.simple(withoutAsyncSuffix(name))) }
        guard let demangled = SwiftRuntime.demangle(name) else { return cut(name) }
        return cut(DemangledName(demangled).simple)
    }

    private static func isSwift(_ name: String) -> Bool {
        ["$s", "_$s", "$S", "$e", "_$e"].contains { name.hasPrefix($0) }
    }

    /// `async_MainTQ0_` is part of `async_Main`, which is no mangled name.
    private static func withoutAsyncSuffix(_ name: String) -> String {
        guard name.hasSuffix("_") else { return name }
        let digits = name.dropLast().reversed().prefix { $0.isASCII && $0.isNumber }
        let stem = name.dropLast(digits.count + 1)
        return stem.hasSuffix("TQ") || stem.hasSuffix("TY") ? String(stem.dropLast(2)) : name
    }

    private static func cut(_ name: String) -> String {
        guard name.utf8.count > characters, name.count > characters else { return name }
        return name.prefix(characters - 1) + "…"
    }
}
