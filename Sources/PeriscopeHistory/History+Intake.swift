package import PeriscopeWire

/// What the hub hands over.
extension History {
    /// A server connected, or came back.
    ///
    /// `strings` is its intern table at this moment.
    @discardableResult
    package mutating func connect(
        app number: UInt64, hello: WireHello, strings: [String], stacks: [WireCallStack] = [], at now: UnixNanoseconds
    ) -> HistoryChange {
        var change = disconnect(app: number, reason: "it connected again", orderly: false, at: now)
        _ = roster.connect(number, hello: hello, strings: strings, at: now)
        roster.trim(to: limits.apps)
        change.apps = true
        touch()
        return change
    }

    /// News from a server.
    ///
    /// Costs what the news holds; news from an unknown connection is passed over.
    @discardableResult
    package mutating func apply(_ batch: WireBatch, from number: UInt64, at now: UnixNanoseconds) -> HistoryChange {
        var change = HistoryChange()
        guard roster.intern(number, reset: batch.stringsReset, strings: batch.strings),
            let connection = roster.connection(number)
        else { return change }
        let pool = roster.edit(connection.app) { slot in
            change.apps = slot.takeAppNews(batch)
            return slot.takePool()
        }
        var translator = WireTranslator(strings: connection.strings, pool: pool ?? TextPool())
        for delta in batch.requests {
            apply(delta, from: connection.app, translator: &translator, at: now, change: &change)
        }
        _ = roster.edit(connection.app) { $0.pool = translator.pool }
        evict(&change)
        touch()
        return change
    }

    package mutating func apply(_ sample: WireProcessSample, from number: UInt64) {
        guard let app = roster.connection(number)?.app else { return }
        _ = roster.edit(app) { $0.record.add(sample) }
        touch()
    }

    /// A connection ended.
    ///
    /// If it was the app's last, its requests in flight are lost: an app that comes back gets one of them back as open
    /// when it sends its head again.
    @discardableResult
    package mutating func disconnect(
        app number: UInt64, reason: String, orderly: Bool, at now: UnixNanoseconds
    ) -> HistoryChange {
        var change = HistoryChange()
        guard let app = roster.disconnect(number) else { return change }
        let open = roster.edit(app) { slot in
            slot.record.connection = orderly ? .ended(reason: reason) : .lost(reason: reason)
            slot.record.disconnectedAt = now
            defer { slot.open.removeAll() }
            return slot.open
        }
        let lost = (open ?? []).map { RequestID(app: app, span: $0) }
        let ordered = lost.map { (store.position(of: $0) ?? 0, $0) }.sorted { $0.0 < $1.0 }
        for (_, id) in ordered { lose(id, at: now, change: &change) }
        change.apps = true
        touch()
        return change
    }

    private mutating func lose(_ id: RequestID, at now: UnixNanoseconds, change: inout HistoryChange) {
        let isNoise = store.update(id) { record in
            record.state = .lost
            record.end = nil
            record.status = nil
            record.storage.pack()
            return record.isNoise
        }
        guard let isNoise else { return }
        change.changed.insert(id)
        change.finished.append(id)
        if !isNoise { activity.end(duration: nil, at: now) }
    }

    private mutating func apply(
        _ delta: WireRequestDelta, from app: AppID, translator: inout WireTranslator, at now: UnixNanoseconds,
        change: inout HistoryChange
    ) {
        if delta.id == 0 || (delta.hasHead && delta.head.kind == .outside) {
            let limit = limits.outside
            _ = roster.edit(app) { $0.record.takeOutside(delta, limit: limit, translator: &translator) }
            change.apps = true
            return
        }
        let id = RequestID(app: app, span: delta.id)
        guard let anchor = roster.position(of: app).map({ roster.slots[$0].record.anchor }) else { return }
        if let news = update(id, delta, anchor: anchor, translator: &translator) {
            note(news, of: id, at: now, change: &change)
        } else if delta.hasHead {
            let news = begin(id, delta, anchor: anchor, translator: &translator)
            note(news, of: id, at: now, change: &change)
        } else {
            counts.ignoredDeltas += 1
        }
    }

    /// What a delta did to a request, as far as the rest of the history cares.
    private struct News {
        var before: RequestRecord.State
        var after: RequestRecord.State
        var duration: UInt64?
        var isError: Bool
        var isNoise: Bool

        init(before: RequestRecord.State, _ record: borrowing RequestRecord) {
            self.before = before
            after = record.state
            duration = record.isTimed ? record.duration : nil
            isError = record.isError
            isNoise = record.isNoise
        }
    }

    private mutating func update(
        _ id: RequestID, _ delta: WireRequestDelta, anchor: UnixNanoseconds, translator: inout WireTranslator
    ) -> News? {
        let noise = noise
        return store.update(id) { record in
            let before = record.state
            if delta.hasHead {
                record.isResent = true
                if before == .lost { record.state = .open }
            }
            record.merge(delta, anchor: anchor, translator: &translator)
            if delta.hasHead || delta.hasRoute { record.isNoise = noise.isNoise(record) }
            if !record.isOpen { record.storage.pack() }
            return News(before: before, record)
        }
    }

    private mutating func begin(
        _ id: RequestID, _ delta: WireRequestDelta, anchor: UnixNanoseconds, translator: inout WireTranslator
    ) -> News {
        var record = RequestRecord(id: id, sequence: store.upcoming)
        record.merge(delta, anchor: anchor, translator: &translator)
        record.isNoise = noise.isNoise(record)
        if !record.isOpen { record.storage.pack() }
        let news = News(before: .open, record)
        store.append(record)
        counts.received += 1
        _ = roster.edit(id.app) { slot in
            slot.held += 1
            slot.record.requestCount += 1
            if news.after == .open { slot.open.insert(id.span) }
        }
        return news
    }

    private mutating func note(
        _ news: News, of id: RequestID, at now: UnixNanoseconds, change: inout HistoryChange
    ) {
        change.changed.insert(id)
        if news.before == .lost, news.after == .open {
            _ = roster.edit(id.app) { $0.open.insert(id.span) }
        }
        let hasEnded = news.after == .finished || news.after == .failed
        guard hasEnded, news.before == .open || news.before == .lost else { return }
        _ = roster.edit(id.app) { $0.open.remove(id.span) }
        change.finished.append(id)
        guard !news.isNoise else { return }
        activity.end(duration: news.duration, at: now)
        if news.isError { counts.errors += 1 }
    }
}

extension AppRoster.Slot {
    /// Takes in what a batch says of the app itself.
    ///
    /// True if it said something.
    fileprivate mutating func takeAppNews(_ batch: WireBatch) -> Bool {
        for adapter in batch.adapters { record.add(adapter: adapter) }
        let hasDropped = batch.droppedRequests > record.droppedRequests
        if hasDropped { record.droppedRequests = batch.droppedRequests }
        return hasDropped || !batch.adapters.isEmpty
    }

    /// Hands the pool out, so that it is not copied when it changes.
    fileprivate mutating func takePool() -> TextPool {
        let taken = pool
        pool = TextPool()
        return taken
    }
}

extension AppRecord {
    /// Adds what belongs to no request.
    ///
    /// Its head and end, if any, mean nothing.
    fileprivate mutating func takeOutside(_ delta: WireRequestDelta, limit: Int, translator: inout WireTranslator) {
        for span in delta.spans { outside.put(translator.span(span)) }
        outside.settleRenders()
        for line in delta.logs { outside.put(translator.log(line)) }
        outside.trim(to: limit)
        _ = translator.pool.takeNewBytes()
    }
}
