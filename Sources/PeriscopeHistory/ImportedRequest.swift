/// A request that was read from a line of `tail --json`, and the app it says it came from.
package struct ImportedRequest: Sendable {
    /// Only what the line holds: name, pid, build and configuration.
    ///
    /// The history gives it its own id.
    package var app: AppRecord
    /// The history gives it its own sequence number, and an id of that app.
    package var record: RequestRecord

    package init(app: AppRecord, record: RequestRecord) {
        self.app = app
        self.record = record
    }
}
