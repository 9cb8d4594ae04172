package import PeriscopeInsight

/// Where CPU time went, of one request, of several, and of what belongs to none.
extension History {
    /// The samples of these requests as one tree of functions, named as far as names are known.
    ///
    /// - Parameter span: only what ran in this span and in those inside it.
    package func profile(of requests: some Sequence<RequestID>, span: UInt64? = nil) -> CPUProfile {
        CPUProfile()
    }

    /// The samples of an app that belong to no request.
    package func outsideProfile(of app: AppID) -> CPUProfile {
        CPUProfile()
    }
}
