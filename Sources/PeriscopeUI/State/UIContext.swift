package import PeriscopeHistory
package import Screen

/// What `update` and `render` may read.
package struct UIContext: Sendable {
    package var history: History
    package var size: ScreenSize
    package var now: UnixNanoseconds
    package var environment: UIEnvironment
    /// Handed from `update` to `render`, and on to the next key: the loop keeps one.
    package var cache: PanelCache

    package init(
        history: History, size: ScreenSize, now: UnixNanoseconds, environment: UIEnvironment,
        cache: PanelCache = PanelCache()
    ) {
        self.history = history
        self.size = size
        self.now = now
        self.environment = environment
        self.cache = cache
    }
}
