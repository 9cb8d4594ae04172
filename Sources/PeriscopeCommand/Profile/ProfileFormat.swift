package import PeriscopeInsight

/// What a profile is written as.
package enum ProfileFormat: String, CaseIterable, Sendable {
    /// A line for each stack and its count, as flamegraph.pl and inferno read them.
    case folded
    /// What speedscope.app opens, as does Firefox's profiler.
    case speedscope
    /// What `go tool pprof` and pprof.me open.
    case pprof

    private static let endings: [(ending: String, format: ProfileFormat)] = [
        (".folded", .folded), (".collapsed", .folded), (".txt", .folded), (".json", .speedscope), (".pb", .pprof),
        (".pprof", .pprof), (".prof", .pprof),
    ]

    /// The format that a file's name asks for; nil where it says none.
    package init?(path: String) {
        let name = path.lowercased()
        guard let match = Self.endings.first(where: { name.hasSuffix($0.ending) }) else { return nil }
        self = match.format
    }

    /// What to do about a name that says no format.
    package static func problem(with path: String) -> String {
        if path.lowercased().hasSuffix(".gz") {
            return "\(path): profiles are not written compressed; leave out the .gz, pprof reads them so too"
        }
        return "\(path) does not say what to write: end it in .json for speedscope, .pb for pprof, "
            + ".folded for folded stacks"
    }

    /// For a sentence.
    package var words: String {
        switch self {
        case .folded: "folded stacks"
        case .speedscope: "for speedscope"
        case .pprof: "for pprof"
        }
    }

    /// What is known of the profile besides its samples is written where the format has room for it.
    package func bytes(of profile: CPUProfile, _ context: PprofFile.Context) -> [UInt8] {
        switch self {
        case .folded: Array(FoldedStacks.write(profile).utf8)
        case .speedscope: Array(Speedscope.write(profile, name: context.comment).utf8)
        case .pprof: PprofFile.write(profile, context: context)
        }
    }
}
