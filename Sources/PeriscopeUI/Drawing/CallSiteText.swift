import PeriscopeHistory
import PeriscopeWire
import Screen

/// Where in the app's source something was begun, or why that is not known.
enum CallSiteText {
    /// Nil where there is nothing to explain: the place is known.
    ///
    /// - Parameters:
    ///   - site: The app's own place, if it has a name.
    ///   - hasNames: Whether any function of the stack has a name.
    static func whyNot(
        stack: UInt64, site: SourceFrame?, hasNames: Bool, app: AppRecord?, environment: UIEnvironment
    ) -> String? {
        guard site == nil else { return nil }
        guard stack != 0 else {
            if case .file = environment.hub { return "the file has no call sites" }
            return "no call stack was taken: it is housekeeping, call sites are off, or the platform has none"
        }
        if hasNames { return "called from no function of the app's own" }
        if let notice = environment.notices.last(where: isAboutNames) { return notice }
        if app?.configuration == .release { return "no names yet; a release build needs debug information (-g)" }
        return "its name is being looked up"
    }

    /// What the program says when it cannot look up names.
    private static func isAboutNames(_ notice: String) -> Bool {
        let words = ["symbol", "call site", "names", "debug info"]
        return words.contains { TextMatch.contains(notice, Array($0.utf8)) }
    }
}
