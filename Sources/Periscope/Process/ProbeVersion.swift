/// Versions that are known when the probe is compiled.
enum ProbeVersion {
    static let periscope = "0.1.0"

    /// The compiler's version, as far as it can be asked: the language has no constant for it.
    static var swift: String {
        #if compiler(>=6.5)
            "6.5 or later"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3.2)
            "6.3.2"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
