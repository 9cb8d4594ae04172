/// A request that was read from a line of `tail --json`, and the app it says it came from.
package struct ImportedRequest: Sendable {
    /// Only what the line holds: name, pid, build and configuration.
    ///
    /// The history gives it its own id.
    package var app: AppRecord
    /// The history gives it its own sequence number, and an id of that app.
    package var record: RequestRecord
    /// The call stacks of its spans, by their hash, as far as the line names them.
    package var stacks: [UInt64: [SourceFrame]]
    /// Where its samples stood; they have the place of a stack there for their node.
    package var profile: WrittenProfile

    package init(
        app: AppRecord, record: RequestRecord, stacks: [UInt64: [SourceFrame]] = [:],
        profile: WrittenProfile = WrittenProfile()
    ) {
        self.app = app
        self.record = record
        self.stacks = stacks
        self.profile = profile
    }
}
