extension Probe {
    /// Takes down who called, and returns what names it in a span; 0 while the probe is off or takes no call sites.
    ///
    /// Call it from the function that the app called, so that few frames of the probe's own stand before the app's.
    @inline(__always)
    package func callStack(skipping frames: Int = 0, behindLibrary: Bool = false) -> CallStackID {
        guard options.callSites, core != nil else { return 0 }
        return CallStack.capture(skipping: frames, behindLibrary: behindLibrary)
    }
}
