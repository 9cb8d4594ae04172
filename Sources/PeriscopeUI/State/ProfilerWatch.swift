package import PeriscopeHistory

/// Whether a person wants the servers profiled, and which were asked.
///
/// A server that starts anew is another process: it is asked again.
package struct ProfilerWatch: Sendable {
    package var isWanted = false
    /// Connected ones only, so it is as bounded as they are.
    package var asked: Set<AppID> = []

    package init() {}
}
