import CPeriscope

extension CallStack {
    /// Walks the stack of whoever called, and returns the hash that names it; 0 where there is nothing to be found.
    ///
    /// Costs some 10 ns a frame and a look-up; the frames are copied the first time that a stack is seen. Takes frames of
    /// the executable only, those of GRDB and of the probe too, since they are compiled into it.
    ///
    /// - Parameters:
    ///   - skipping: the caller's innermost frames that are left out; this function's own always is.
    ///   - behindLibrary: the caller was called back by a shared library, and the frames inside it are left out.
    @inline(never)
    package static func capture(
        skipping: Int = 0, behindLibrary: Bool = false, into table: CallStackTable = .shared
    ) -> CallStackID {
        var found = periscope_stack()
        periscope_walk(&found, UInt32(clamping: skipping + 1), behindLibrary)
        if found.hash != 0, !table.holds(found.hash) { table.add(CallStack(found)) }
        return found.hash
    }
}

extension CallStack {
    /// A copy of what a walk found.
    init(_ found: periscope_stack) {
        let frames = withUnsafeBytes(of: found.frames) { Array($0.bindMemory(to: UInt64.self)) }
        self.init(
            hash: found.hash, frames: Array(frames.prefix(Int(found.count))), physical: Int(found.physical),
            isTruncated: found.truncated)
    }
}
