extension History {
    /// Adds a request that was read from a file.
    ///
    /// One with the id of a request that is held replaces it.
    @discardableResult
    package mutating func insert(_ imported: ImportedRequest) -> HistoryChange {
        var change = HistoryChange()
        let app = roster.imported(imported.app)
        let id = RequestID(app: app, span: imported.record.id.span)
        let isNoise = noise.isNoise(imported.record)
        let replaced: Void? = store.update(id) { record in
            record = RequestRecord(imported.record, id: id, sequence: record.sequence)
            record.isNoise = isNoise
        }
        if replaced == nil {
            var record = RequestRecord(imported.record, id: id, sequence: store.upcoming)
            record.isNoise = isNoise
            store.append(record)
            noteImported(record)
        }
        change.changed.insert(id)
        if !imported.record.isOpen { change.finished.append(id) }
        change.apps = true
        evict(&change)
        touch()
        return change
    }

    private mutating func noteImported(_ record: RequestRecord) {
        counts.received += 1
        _ = roster.edit(record.id.app) { slot in
            slot.held += 1
            slot.record.requestCount += 1
        }
        guard !record.isNoise else { return }
        if record.isError { counts.errors += 1 }
        if record.isTimed, let duration = record.duration { activity.add(duration) }
    }
}

extension RequestRecord {
    /// The same request under another id, packed if it has ended.
    init(_ other: RequestRecord, id: RequestID, sequence: UInt64) {
        self.init(id: id, sequence: sequence)
        kind = other.kind
        state = other.state
        start = other.start
        startedAt = other.startedAt
        end = other.end
        handled = other.handled
        method = other.method
        path = other.path
        query = other.query
        route = other.route
        status = other.status
        isStreamed = other.isStreamed
        isAborted = other.isAborted
        dropped = other.dropped
        takeFigures(of: other)
        trace = other.trace
        storage = other.storage
        pooledBytes = other.pooledBytes
        if !isOpen { storage.pack() }
    }

    private mutating func takeFigures(of other: RequestRecord) {
        countedQueries = other.countedQueries
        countedQueriesDuration = other.countedQueriesDuration
        queryCount = other.queryCount
        queryDuration = other.queryDuration
        slowestQueryDuration = other.slowestQueryDuration
        renderCount = other.renderCount
        renderDuration = other.renderDuration
        slowestRenderDuration = other.slowestRenderDuration
        callCount = other.callCount
        warningCount = other.warningCount
    }
}
