extension History {
    /// The functions of a call stack, innermost first; empty while they have no names yet.
    package func callStack(_ hash: UInt64, of app: AppID) -> [SourceFrame] { [] }

    /// The innermost of them that is the app's own; nil where none is, or none has a name yet.
    package func callSite(_ hash: UInt64, of app: AppID) -> SourceFrame? { nil }

    /// Program counters that were never named, and are asked for from now on: the newest stacks first.
    package mutating func takeUnnamed(limit: Int) -> [BuildKey: [UInt64]] { [:] }

    /// Takes in names: for each program counter the functions there, innermost first; none where there is no name.
    package mutating func name(_ frames: [UInt64: [SourceFrame]], of build: BuildKey) {}
}
