internal import PeriscopeInsight

extension History {
    /// Adds a request that was read from a file.
    ///
    /// One with the id of a request that is held replaces it.
    @discardableResult
    package mutating func insert(_ imported: ImportedRequest) -> HistoryChange {
        var change = HistoryChange()
        let app = roster.imported(imported.app)
        enter(app)
        let build = roster.edit(app) { $0.build } ?? 0
        sites.add(imported.stacks, to: build)
        let id = RequestID(app: app, span: imported.record.id.span)
        let old = request(id)
        var new = RequestRecord(imported.record, id: id, sequence: old?.sequence ?? store.upcoming)
        if new.sampleCount > 0 {
            new.place(samplesAt: sites.add(imported.profile, to: build), tree: sites.sampledTree(of: build))
        }
        new.isNoise = noise.isNoise(new)
        new.revision = (old?.revision ?? 0) &+ 1
        new.judge(by: judge, build: build, at: lastNews)
        let run = new.run(statements)
        if !new.isOpen { new.storage.pack(sites.stackNumbers(of: build)) }
        if old == nil {
            store.append(new)
            noteImported(new)
        } else {
            _ = store.update(id) { $0 = new }
        }
        enter(run, of: new, inPlaceOf: old)
        change.changed.insert(id)
        if !imported.record.isOpen { change.finished.append(id) }
        change.apps = true
        evict(&change)
        touch()
        return change
    }

    private mutating func enter(_ run: RouteRun?, of new: RequestRecord, inPlaceOf old: RequestRecord?) {
        guard let run, let place = lane(of: new) else { return }
        if let old, old.isComparable {
            let hadNPlusOne = old.findings.contains(.nPlusOne)
            ledger.amend(run, hadNPlusOne: hadNPlusOne, in: place.key, build: place.build)
        } else {
            ledger.add(run, to: place.key, build: place.build)
        }
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
    /// The same request under another id.
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
        sampleCount = other.sampleCount
        samplePeriod = other.samplePeriod
    }
}
