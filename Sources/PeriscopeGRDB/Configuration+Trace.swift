public import GRDB
public import Periscope

extension Configuration {
    /// Records every statement that the database's connections run.
    ///
    /// ```swift
    /// var configuration = Configuration()
    /// configuration.trace(with: probe)
    /// let database = try DatabasePool(path: path, configuration: configuration)
    /// ```
    ///
    /// Each connection says what it runs: text, values, rows, time, transaction, SQLite's counters and errors. A
    /// statement belongs to the request whose task runs it; GRDB's `asyncRead` and `asyncWriteWithoutTransaction` run
    /// theirs with no task, so those belong to no request.
    ///
    /// SQLite has one trace slot for each connection: `Database.trace(options:_:)`, called later, replaces this one,
    /// and this one replaces a trace that was installed before. The codes of failed statements come from SQLite's error
    /// log, which is one for the process and can be set only before the first connection is opened: a
    /// `Database.logError` that was set before goes on being called, one set later takes over.
    ///
    /// For each statement a few calls of SQLite, a walk of the stack and two short locks, some 2 µs in all in a release
    /// build; for each row one call; where values are bound, also a copy of the expanded text. A database in a file can
    /// be asked for plans from the toolbar, on a connection of the probe's own that only reads. While the probe is off
    /// nothing is installed.
    public mutating func trace(with probe: Probe) {
        guard probe.isOn else { return }
        probe.attach(adapter: "grdb")
        LoggedErrors.listen()
        prepareDatabase { database in
            ConnectionTrace.install(on: database, probe: probe)
        }
    }
}
