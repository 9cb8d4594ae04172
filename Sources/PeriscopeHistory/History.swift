internal import PeriscopeInsight

/// Every request that the viewer knows of, and the apps they came from.
///
/// One owner, the loop; a value, so that tests are simple. A copy costs nothing until one of the two changes, and then
/// copies the table of requests: let a copy go before the next change. News of a request costs what the news holds, no
/// matter how many requests there are.
package struct History: Sendable {
    package let limits: HistoryLimits
    package let noise: NoiseRules
    /// Grows with every change.
    package private(set) var revision: UInt64 = 0
    var store: RequestStore
    var roster = AppRoster()
    var activity = RecentActivity()
    var counts = HistoryTotals()
    /// Grows when call sites get names, and when requests are judged anew.
    package private(set) var namesRevision: UInt64 = 0
    var sites = CallSiteBook()
    var rules = FindingSettings()
    /// Grows when requests are judged anew.
    var judgements: UInt64 = 0
    var ledger = BuildLedger()
    /// The viewer's time of the last news: the present of requests in flight.
    var lastNews: UnixNanoseconds = 0
    let statements = StatementCache()
    private(set) var shapeTable = ShapeTable()
    private(set) var buildMemo = BuildMemo()
    private(set) var profileMemo = ProfileMemo()
    private var routeTable = RouteTable()

    package init(limits: HistoryLimits = HistoryLimits(), noise: NoiseRules = NoiseRules()) {
        self.limits = limits
        self.noise = noise
        store = RequestStore(capacity: limits.requests)
    }

    /// In order of connection.
    ///
    /// Costs a copy of each app's references.
    package var apps: [AppRecord] { roster.slots.map(\.record) }

    package func app(_ id: AppID) -> AppRecord? {
        roster.position(of: id).map { roster.slots[$0].record }
    }

    /// A request as it is now, if it is held.
    ///
    /// Costs a look-up and a copy of the record's references.
    package func request(_ id: RequestID) -> RequestRecord? {
        store.position(of: id).map { store[$0] }
    }

    /// Looks at a request, if it is held; costs what `request` does where the compiler does not see through it.
    package func withRequest<Result>(_ id: RequestID, _ body: (RequestRecord) throws -> Result) rethrows -> Result? {
        guard let position = store.position(of: id) else { return nil }
        return try store.lend(position) { try body($0.pointee) }
    }

    /// The same for what is asked of thousands: lends it where it stands.
    package func lend<Result>(_ id: RequestID, _ body: (LentRequest) throws -> Result) rethrows -> Result? {
        guard let position = store.position(of: id) else { return nil }
        return try store.lend(position, body)
    }

    /// From this sequence number on every request is held; of those before it only marked and open ones.
    package var heldFrom: UInt64 { store.base }

    package func contains(_ id: RequestID) -> Bool {
        store.position(of: id) != nil
    }

    /// The held requests' ids, oldest first, in order of arrival.
    package var order: RequestOrder { RequestOrder(store: store) }

    /// The held requests, oldest first: for a walk over all of them, which then needs no look-up for each.
    package var requests: RequestSequence { RequestSequence(store: store) }

    /// A request's place in `order`.
    package func position(of id: RequestID) -> Int? {
        store.position(of: id)
    }

    package func isPinned(_ id: RequestID) -> Bool {
        store.pinned.contains(id)
    }

    package var pinned: Set<RequestID> { store.pinned }

    /// The request that began next after this one, if it is held.
    package func next(after id: RequestID) -> RequestID? {
        guard let position = store.position(of: id), position + 1 < store.count else { return nil }
        return store[position + 1].id
    }

    /// The request that began last before this one, if it is held.
    package func previous(before id: RequestID) -> RequestID? {
        guard let position = store.position(of: id), position > 0 else { return nil }
        return store[position - 1].id
    }

    package var totals: HistoryTotals {
        var totals = counts
        totals.held = store.count
        totals.open = store.openCount
        totals.pinned = store.pinned.count
        totals.noise = store.noiseCount
        totals.bytes = store.bytes
        totals.droppedRequests = roster.slots.reduce(0) { $0.saturatingAdding($1.record.droppedRequests) }
        return totals
    }

    /// What the header shows.
    ///
    /// Costs about a microsecond.
    package func overview(now: UnixNanoseconds) -> HistoryOverview {
        var overview = HistoryOverview()
        overview.p50 = activity.durations.value(at: 50)
        overview.p95 = activity.durations.value(at: 95)
        overview.rate = activity.rate(at: now)
        overview.errors = counts.errors
        overview.sparkline = activity.sparkline(at: now)
        return overview
    }

    /// By method and route, the greatest impact first.
    ///
    /// Made once in a revision, in about three milliseconds for 10,000 requests; asking again costs nothing.
    package var routes: [RouteSummary] { routeTable.summaries(store, revision: revision) }

    /// A marked request is not evicted, and not cleared.
    @discardableResult
    package mutating func pin(_ id: RequestID, _ isPinned: Bool) -> HistoryChange {
        var change = HistoryChange()
        guard store.pin(id, isPinned) else { return change }
        change.changed.insert(id)
        evict(&change)
        touch()
        return change
    }

    /// Forgets every request that is neither marked nor in flight, and the header's figures.
    ///
    /// What builds cost is kept, and so are names: a person clears the list to try what was mended.
    @discardableResult
    package mutating func clear() -> HistoryChange {
        var change = HistoryChange()
        change.evicted = store.count
        store.clear()
        change.evicted -= store.count
        roster.recountHeld(store)
        activity = RecentActivity()
        counts.errors = 0
        touch()
        return change
    }

    /// Something changed.
    mutating func touch() {
        revision += 1
        if !isKnownUniquelyReferenced(&routeTable) { routeTable = RouteTable() }
        if !isKnownUniquelyReferenced(&shapeTable) { shapeTable = ShapeTable() }
        if !isKnownUniquelyReferenced(&buildMemo) { buildMemo = BuildMemo() }
        if !isKnownUniquelyReferenced(&profileMemo) { profileMemo = ProfileMemo() }
    }

    /// Names, or what depends on them, changed.
    mutating func touchNames() {
        namesRevision += 1
    }

    /// Keeps within the limits.
    mutating func evict(_ change: inout HistoryChange) {
        for record in store.evict(to: limits) {
            change.evicted += 1
            counts.evicted += 1
            _ = roster.edit(record.id.app) { slot in
                slot.held -= 1
                slot.open.remove(record.id.span)
            }
        }
    }
}
