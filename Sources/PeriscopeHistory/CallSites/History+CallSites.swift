internal import PeriscopeInsight

/// Where work was begun: call stacks, and the names that the viewer finds for them.
///
/// Names are kept by build and address, so a restart of the same build asks for nothing anew, and a request keeps its
/// names after the next build replaced the binary. They go when the build goes: past 64 builds, first those of which no
/// request is held.
extension History {
    /// The functions of a call stack, innermost first, as far as they have names: physical frames, then asynchronous
    /// callers.
    ///
    /// Makes the list anew each time; `callSite` costs less.
    package func callStack(_ hash: UInt64, of app: AppID) -> [SourceFrame] {
        guard hash != 0, let position = roster.position(of: app) else { return [] }
        return sites.frames(hash, of: roster.slots[position].build)
    }

    /// The innermost of them that is the app's own; nil where none is, or a name before it is still missing.
    ///
    /// Costs a few look-ups.
    package func callSite(_ hash: UInt64, of app: AppID) -> SourceFrame? {
        guard hash != 0, let position = roster.position(of: app) else { return nil }
        return sites.callSite(hash, of: roster.slots[position].build)
    }

    /// Addresses that were never asked for, and are asked for now: the newest stacks' first.
    ///
    /// They are to be looked up as they are: a return address is already made one less, so that it lies in the call.
    /// Costs nothing where there are none.
    package mutating func takeUnnamed(limit: Int) -> [BuildKey: [UInt64]] {
        sites.takeUnnamed(limit: limit)
    }

    /// Takes in names: for each address the functions there, innermost first; none where there is no name.
    ///
    /// A name may make an ignored finding known as such; then the requests with findings are judged anew.
    package mutating func name(_ frames: [UInt64: [SourceFrame]], of build: BuildKey) {
        let functions = sites.name(frames, of: build)
        touchNames()
        if rules.ignored.contains(where: { $0.function.map(functions.contains) ?? false }) { judgeAll(onlyFound: true) }
        touch()
    }
}
