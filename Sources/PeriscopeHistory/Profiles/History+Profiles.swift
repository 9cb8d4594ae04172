package import PeriscopeInsight
internal import PeriscopeWire

/// Where CPU time went, of one request, of several, and of what belongs to none.
extension History {
    /// Takes from another history of the same apps whether their profilers are on.
    package mutating func takeProfilers(of other: History) {
        for app in other.apps {
            guard let known = self.app(app.id), known.profiler != app.profiler else { continue }
            roster.edit(app.id) { $0.record.profiler = app.profiler }
        }
    }

    /// The samples of these requests as one tree of functions, named as far as names are known.
    ///
    /// Ids of requests that are not held are passed over. Where requests were sampled at different periods, the
    /// profile's is the mean, so that samples and time are both true. Costs a walk over the samples and one over each
    /// build's tree, about twenty milliseconds for 10,000 requests; asking again, while neither they nor names changed,
    /// costs a look at each request.
    /// - Parameter span: only what ran in this span and in those inside it.
    package func profile(of requests: some Sequence<RequestID>, span: UInt64? = nil) -> CPUProfile {
        var positions: [Int] = []
        var stamps: [ProfileMemo.Stamp] = []
        for id in requests {
            guard let position = store.position(of: id), store[position].sampleCount > 0 else { continue }
            positions.append(position)
            stamps.append(.init(sequence: store[position].sequence, revision: store[position].revision))
        }
        let key = ProfileMemo.Key(requests: stamps, span: span, names: namesRevision)
        return profileMemo.profile(key) { profile(at: positions, span: span) }
    }

    /// The samples of an app that belong to no request.
    package func outsideProfile(of app: AppID) -> CPUProfile {
        guard let position = roster.position(of: app) else { return CPUProfile() }
        let slot = roster.slots[position]
        var sum = ProfileSum()
        sum.add(slot.record.outside, in: nil, build: slot.build, of: sites)
        return sum.profile(sites)
    }

    private func profile(at positions: [Int], span: UInt64?) -> CPUProfile {
        var sum = ProfileSum()
        for position in positions {
            sum.add(store[position], in: span, build: build(of: store[position].id.app), of: sites)
        }
        return sum.profile(sites)
    }

    private func build(of app: AppID) -> Int {
        roster.position(of: app).map { roster.slots[$0].build } ?? 0
    }

    /// The names of an app's build.
    func names(of app: AppID) -> BuildNames? { sites.names(of: build(of: app)) }

    // MARK: Spans

    /// What spans of one kind and name took together, the requests themselves among them, the greatest impact first.
    ///
    /// Queries go by their shape, whatever their spans are called; see `timedName(of:)`. Unpacks each request and looks
    /// each statement up, some microseconds for five queries; spans still open count up to the last news.
    package func spanTimes(of requests: some Sequence<RequestID>) -> [SpanTime] {
        var times = SpanTimes()
        for id in requests {
            guard let position = store.position(of: id) else { continue }
            times.add(store[position], now: lastNews, statements: statements)
        }
        return times.table
    }

    /// The name that `spanTimes(of:)` has a span under: a query's shape, a template's name, else the span's own.
    ///
    /// At most 1,000 characters; longer ones that begin alike are one. Costs a look-up for a query.
    package func timedName(of span: SpanRecord) -> String { span.timedName(statements) }

    /// How many spans functions of the app opened, exactly: named ones, and those of requests that they handled.
    ///
    /// Spans, not calls: nobody counts the calls of a function. One that opens a span each time it is called was called
    /// so often; one that opens two was called half as often, and one that opens none is not in it. By the innermost of
    /// the app's functions where the span began, as `HotFunction.calls` has it. Queries, renders and outgoing calls are
    /// not in it: a function makes many of them in one call.
    package func callCounts(of requests: some Sequence<RequestID>) -> [ProfileFunction: Int] {
        var counts: [ProfileFunction: Int] = [:]
        for id in requests {
            guard let position = store.position(of: id) else { continue }
            let build = build(of: id.app)
            for span in store[position].spans where span.stack != 0 && span.isWork {
                guard let site = sites.callSite(span.stack, of: build) else { continue }
                let function = ProfileFunction(name: site.function, path: site.path, module: "", origin: .app)
                counts[function, default: 0] += 1
            }
        }
        return counts
    }

    // MARK: Names

    /// Addresses in shared objects that samples stood at, that were never asked for and are asked for now.
    ///
    /// `module` is the object's path in the server. Those of the executable come with `takeUnnamed`. Costs nothing where
    /// there are none.
    package mutating func takeUnnamedModules(
        limit: Int
    ) -> [(build: BuildKey, module: String, addresses: [UInt64])] {
        sites.takeUnnamedModules(limit: limit)
    }

    /// Takes in names of a shared object: for each address the functions there, innermost first; none where there is
    /// no name.
    package mutating func name(_ frames: [UInt64: [SourceFrame]], of build: BuildKey, module: String) {
        sites.name(frames, of: build, module: module)
        touchNames()
        touch()
    }
}

extension SpanRecord {
    /// As a rule there is one in a call of the function that began it.
    fileprivate var isWork: Bool {
        switch kind {
        case .internal, .handler, .middleware: true
        default: false
        }
    }
}
