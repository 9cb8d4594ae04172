internal import PeriscopeSQL

/// Requests and routes against the build before: of the same app name and configuration, the nearest lower build
/// number in which the route had requests that can be compared.
///
/// What earlier builds cost is kept apart from the requests, so it outlives their eviction and `clear`.
extension History {
    /// A finished request against its route in the build before; nil where there is no such build, no route, or where
    /// it cannot be compared: failed, lost, streamed, cut short, noise.
    ///
    /// Costs a few look-ups the second time; the first time the request is unpacked for its shapes.
    package func comparison(of request: RequestRecord) -> BuildComparison? {
        guard request.isComparable, let place = lane(of: request), let position = ledger.position(place.key),
            let previous = ledger.lanes[position].previous(before: place.build), let figures = request.figures
        else { return nil }
        if let known = buildMemo.comparison(request, with: previous) { return known }
        guard let medians = buildMemo.medians(previous, lane: position) else { return nil }
        var comparison = BuildComparison(previous, medians, figures)
        comparison.takeShapes(of: request.shapes(statements), against: previous, isWhole: request.isWhole)
        buildMemo.keep(comparison, of: request, with: previous)
        return comparison
    }

    /// The medians of a route in the build of its newest request against those of the build before; of the app name
    /// and configuration that ran it last.
    package func comparison(of route: RouteSummary.ID) -> BuildComparison? {
        guard let position = newestLane(of: route) else { return nil }
        let lane = ledger.lanes[position]
        guard let build = lane.position(of: lane.newestBuild) else { return nil }
        return comparison(of: lane.builds[build], lane: position)
    }

    /// The build in which a route's N+1 was first seen, as `AppRecord.buildNumber` counts: the first of those up to
    /// that of the newest request that all have it; nil where that one has none.
    package func nPlusOneSince(_ route: RouteSummary.ID) -> Int? {
        guard let position = newestLane(of: route) else { return nil }
        let lane = ledger.lanes[position]
        guard let build = lane.position(of: lane.newestBuild) else { return nil }
        return lane.builds[...build].reversed().prefix { $0.nPlusOnes > 0 }.last?.number
    }

    /// The routes whose queries or time this app's build changed, those whose time changed most first.
    ///
    /// Made again only after a request ended; costs a look at each route.
    package func buildChanges(app: AppID) -> [RouteChange] {
        if let known = buildMemo.changes(app, version: ledger.version) { return known }
        guard let slot = roster.position(of: app).map({ roster.slots[$0] }) else { return [] }
        var changes: [RouteChange] = []
        for (position, lane) in ledger.lanes.enumerated() where lane.key.family == slot.family {
            guard let build = lane.position(of: slot.record.buildNumber),
                let comparison = comparison(of: lane.builds[build], lane: position), comparison.isNews
            else { continue }
            let route = RouteSummary.ID(method: lane.key.method, route: lane.key.route)
            changes.append(RouteChange(route: route, comparison: comparison))
        }
        changes.sort { $0.comparison.durationChange > $1.comparison.durationChange }
        buildMemo.keep(changes, of: app, version: ledger.version)
        return changes
    }

    private func comparison(of build: RouteBuild, lane position: Int) -> BuildComparison? {
        guard let previous = ledger.lanes[position].previous(before: build.number),
            let medians = buildMemo.medians(previous, lane: position),
            let own = buildMemo.medians(build, lane: position)
        else { return nil }
        var comparison = BuildComparison(previous, medians, own.middle)
        comparison.takeShapes(of: build, against: previous)
        return comparison
    }

    private func newestLane(of route: RouteSummary.ID) -> Int? {
        guard let pattern = route.route else { return nil }
        let positions = (0..<roster.familyCount).compactMap { family in
            ledger.position(BuildLedger.Key(family: family, method: route.method, route: pattern))
        }
        return positions.max { ledger.lanes[$0].newest < ledger.lanes[$1].newest }
    }

    /// Where the ledger has a request's route and build.
    func lane(of request: RequestRecord) -> (key: BuildLedger.Key, build: Int)? {
        guard let route = request.route, let position = roster.position(of: request.id.app) else { return nil }
        let key = BuildLedger.Key(family: roster.slots[position].family, method: request.method, route: route)
        return (key, roster.slots[position].record.buildNumber)
    }
}

extension RequestRecord {
    /// Whether all that it ran is known by its text.
    fileprivate var isWhole: Bool { countedQueries == 0 && dropped == 0 }
}

extension BuildComparison {
    fileprivate init(_ previous: RouteBuild, _ medians: BuildMedians, _ figures: RouteFigures) {
        self.init(
            previousBuild: previous.number, previousCount: medians.count, previousDuration: medians.middle.duration,
            previousQueries: medians.middle.queries, previousQueryDuration: medians.middle.queryDuration,
            usual: medians.usual, usualQueries: medians.usualQueries, duration: figures.duration,
            queries: figures.queries, queryDuration: figures.queryDuration, newShapes: [], goneShapes: [])
    }

    /// Nanoseconds between now and then.
    fileprivate var durationChange: UInt64 {
        duration > previousDuration ? duration - previousDuration : previousDuration - duration
    }

    /// New is what no request of the build before ran; gone is what at least half of them ran.
    fileprivate mutating func takeShapes(of run: [StatementShape], against previous: RouteBuild, isWhole: Bool) {
        if !previous.isCut {
            newShapes = run.map(\.fingerprint).filter { previous.shapes[$0.hash] == nil }
        }
        guard isWhole else { return }
        let hashes = Set(run.map(\.fingerprint.hash))
        goneShapes = previous.commonShapes.filter { !hashes.contains($0.hash) }
    }

    /// The same of a whole build: what at least half of its requests run, and none did before; and the reverse.
    fileprivate mutating func takeShapes(of build: RouteBuild, against previous: RouteBuild) {
        if !previous.isCut { newShapes = build.commonShapes.filter { previous.shapes[$0.hash] == nil } }
        if !build.isCut { goneShapes = previous.commonShapes.filter { build.shapes[$0.hash] == nil } }
    }
}

extension RouteBuild {
    /// Shapes that at least half of its requests ran, the most common first.
    fileprivate var commonShapes: [SQLFingerprint] {
        shapes.values.filter { $0.requests * 2 >= requests }
            .sorted { ($0.requests, $1.fingerprint.text) > ($1.requests, $0.fingerprint.text) }
            .map(\.fingerprint)
    }
}
