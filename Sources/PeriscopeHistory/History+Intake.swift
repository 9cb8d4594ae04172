package import PeriscopeWire

/// What the hub hands over.
extension History {
    /// A server connected, or came back.
    ///
    /// `strings` and `stacks` are its intern table and its call stacks at this moment; modules and nodes are what it was
    /// told of its profiler.
    @discardableResult
    package mutating func connect(
        app number: UInt64, hello: WireHello, strings: [String], stacks: [WireCallStack] = [],
        modules: [WireModule] = [], profileNodes: WireProfileNodes = WireProfileNodes(), at now: UnixNanoseconds
    ) -> HistoryChange {
        var change = disconnect(app: number, reason: "it connected again", orderly: false, at: now)
        let app = roster.connect(number, hello: hello, strings: strings, at: now)
        enter(app)
        let build = roster.edit(app) { $0.build } ?? 0
        sites.add(stacks, to: build)
        enter(modules, profileNodes, of: number, build: build)
        roster.trim(to: limits.apps)
        lastNews = max(lastNews, now)
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
        guard roster.intern(number, reset: batch.stringsReset, strings: batch.strings) else { return change }
        // Taken before the connection is looked at, which would hold them too.
        let statements = roster.takeStatements(number)
        takeSampled(batch, from: number)
        guard let connection = roster.connection(number) else { return change }
        let pool = roster.edit(connection.app) { slot in
            change.apps = slot.takeAppNews(batch)
            return slot.takePool()
        }
        var intake = intake(connection, pool: pool ?? TextPool(), statements, batch, at: now)
        for delta in batch.requests { apply(delta, &intake, change: &change) }
        _ = roster.edit(connection.app) { $0.pool = intake.translator.pool }
        roster.put(intake.translator.statements, number)
        lastNews = max(lastNews, now)
        evict(&change)
        touch()
        return change
    }

    /// What takes a batch's requests in, once its call stacks are.
    private mutating func intake(
        _ connection: AppRoster.Connection, pool: TextPool, _ statements: ConnectionStatements,
        _ batch: WireBatch, at now: UnixNanoseconds
    ) -> RequestIntake {
        // Properties one by one: a copy of the slot would make every change of it copy its sets.
        let slot = roster.position(of: connection.app) ?? 0
        let build = roster.slots[slot].build
        sites.add(batch.stacks, to: build)
        var samples = SampleIntake()
        if batch.requests.contains(where: { !$0.samples.isEmpty }) {
            samples = SampleIntake(map: connection.nodes, tree: sites.sampledTree(of: build))
        }
        return RequestIntake(
            app: connection.app, build: build, family: roster.slots[slot].family,
            buildNumber: roster.slots[slot].record.buildNumber, anchor: roster.slots[slot].record.anchor, now: now,
            noise: noise, judge: judge, stacks: sites.stackNumbers(of: build), samples: samples,
            translator: WireTranslator(
                strings: connection.strings, pool: pool, statements: statements, cache: self.statements))
    }

    private mutating func takeSampled(_ batch: WireBatch, from number: UInt64) {
        guard !batch.modules.isEmpty || batch.hasProfileNodes, let app = roster.connection(number)?.app,
            let build = roster.edit(app, { $0.build })
        else { return }
        enter(batch.modules, batch.profileNodes, of: number, build: build)
    }

    /// Takes in what a connection tells of sampled stacks.
    private mutating func enter(
        _ modules: [WireModule], _ nodes: WireProfileNodes, of number: UInt64, build: Int
    ) {
        guard !modules.isEmpty || !nodes.frames.isEmpty else { return }
        var map = roster.takeNodes(number)
        sites.add(modules, nodes, to: build, map: &map)
        roster.put(map, number)
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
        let judge = judge
        let build = roster.position(of: id.app).map { roster.slots[$0].build } ?? 0
        let stacks = sites.stackNumbers(of: build)
        let isNoise = store.update(id) { record in
            record.state = .lost
            record.end = nil
            record.status = nil
            record.judge(by: judge, build: build, at: now)
            record.revision &+= 1
            record.storage.pack(stacks)
            return record.isNoise
        }
        guard let isNoise else { return }
        change.changed.insert(id)
        change.finished.append(id)
        if !isNoise { activity.end(duration: nil, at: now) }
    }

    private mutating func apply(
        _ delta: WireRequestDelta, _ intake: inout RequestIntake, change: inout HistoryChange
    ) {
        if delta.id == 0 || (delta.hasHead && delta.head.kind == .outside) {
            let limit = limits.outside
            _ = roster.edit(intake.app) { slot in
                slot.record.takeOutside(
                    delta, limit: limit, samples: intake.samples, translator: &intake.translator)
            }
            change.apps = true
            return
        }
        let id = RequestID(app: intake.app, span: delta.id)
        if let news = store.update(id, { intake.update(&$0, delta) }) {
            note(news, of: id, intake, change: &change)
        } else if delta.hasHead {
            note(begin(id, delta, &intake), of: id, intake, change: &change)
        } else {
            counts.ignoredDeltas += 1
        }
    }

    private mutating func begin(
        _ id: RequestID, _ delta: WireRequestDelta, _ intake: inout RequestIntake
    ) -> RequestNews {
        var record = RequestRecord(id: id, sequence: store.upcoming)
        let news = intake.begin(&record, delta)
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
        _ news: RequestNews, of id: RequestID, _ intake: borrowing RequestIntake, change: inout HistoryChange
    ) {
        change.changed.insert(id)
        if news.before == .lost, news.after == .open {
            _ = roster.edit(id.app) { $0.open.insert(id.span) }
        }
        enter(news, intake)
        let hasEnded = news.after == .finished || news.after == .failed
        guard hasEnded, news.before == .open || news.before == .lost else { return }
        _ = roster.edit(id.app) { $0.open.remove(id.span) }
        change.finished.append(id)
        guard !news.isNoise else { return }
        activity.end(duration: news.duration, at: intake.now)
        if news.isError { counts.errors += 1 }
    }

    /// Writes what a request tells of its build into the ledger.
    private mutating func enter(_ news: RequestNews, _ intake: borrowing RequestIntake) {
        guard let run = news.run, let route = news.route else { return }
        let key = BuildLedger.Key(family: intake.family, method: news.method, route: route)
        if news.wasCounted {
            ledger.amend(run, hadNPlusOne: news.hadNPlusOne, in: key, build: intake.buildNumber)
        } else {
            ledger.add(run, to: key, build: intake.buildNumber)
        }
    }

    /// Gives an app's build a place in the book of call sites.
    mutating func enter(_ app: AppID) {
        guard let (key, folder) = roster.edit(app, { ($0.record.build, $0.record.workingDirectory) }) else { return }
        let number = sites.number(of: key)
        _ = roster.edit(app) { $0.build = number }
        if sites.setWorkingDirectory(folder, of: number) { touchNames() }
        guard sites.isFull else { return }
        sites.trim(
            held: Set(roster.slots.filter { $0.held > 0 }.map(\.build)),
            connected: Set(roster.slots.filter { $0.connections > 0 }.map(\.build)).union([number]))
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
    fileprivate mutating func takeOutside(
        _ delta: WireRequestDelta, limit: Int, samples: SampleIntake, translator: inout WireTranslator
    ) {
        for span in delta.spans { outside.put(translator.span(span)) }
        outside.settleRenders()
        for line in delta.logs { outside.put(translator.log(line)) }
        outside.trim(to: limit)
        outside.take(delta.samples, period: delta.samplePeriodNs, samples)
        _ = translator.pool.takeNewBytes()
        outside.revision &+= 1
    }
}
