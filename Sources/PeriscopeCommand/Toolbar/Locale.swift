#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the environment says of the terminal's characters.
enum Locale {
    /// The character set of the locale that the environment names, such as "UTF-8" or "ANSI_X3.4-1968".
    ///
    /// Sets the process's locale from its environment, once, which ncurses needs too.
    static let characterSet: String = {
        setlocale(LC_ALL, "")
        return nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? "unknown"
    }()

    static var isUTF8: Bool {
        let name = characterSet.uppercased()
        return name == "UTF-8" || name == "UTF8"
    }
}
