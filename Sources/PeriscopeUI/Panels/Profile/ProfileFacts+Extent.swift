import PeriscopeHistory

extension ProfileFacts.Extent {
    /// Looks up which requests a subject is made of.
    ///
    /// A pass over the held requests for a route, over the shown ones for the list; copies none of them.
    init(_ subject: ProfileSubject, list: ListIndex, _ history: History, clock: UnixNanoseconds) {
        switch subject {
        case .request(let id, let span):
            history.withRequest(id) { request in
                take(request, clock)
                if let span { wall = Self.time(of: span, in: request, clock) ?? wall }
            }
        case .route(let route):
            let requests = history.requests
            for place in requests.indices.reversed() where requests[place].isOf(route) { take(requests[place], clock) }
        case .shown:
            for place in 0..<list.count {
                guard let id = list.id(at: place) else { continue }
                history.withRequest(id) { take($0, clock) }
            }
        case .outside: break
        }
    }

    /// How long a span took; of one that is open, how long it is running, at most to the end of its request.
    private static func time(of span: UInt64, in request: RequestRecord, _ clock: UnixNanoseconds) -> UInt64? {
        guard let found = request.spans.first(where: { $0.id == span }) else { return nil }
        if let duration = found.duration { return duration }
        let offset = found.start > request.start ? found.start - request.start : 0
        let elapsed = request.elapsed(at: clock) ?? 0
        return elapsed > offset ? elapsed - offset : 0
    }

    private mutating func take(_ request: RequestRecord, _ clock: UnixNanoseconds) {
        guard request.wasProfiled else {
            unsampled += 1
            return
        }
        guard requests.count < ProfileFacts.maximumRequests else {
            cut += 1
            return
        }
        requests.append(request.id)
        samples = Self.sum(samples, request.sampleCount)
        wall = Self.sum(wall, request.elapsed(at: clock) ?? 0)
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, isOver) = left.addingReportingOverflow(right)
        return isOver ? .max : sum
    }
}

extension RequestRecord {
    /// Whether the server's profiler was on while it ran.
    var wasProfiled: Bool { sampleCount > 0 || processUse != nil }

    fileprivate func isOf(_ route: RouteSummary.ID) -> Bool {
        !isNoise && method == route.method && self.route == route.route
    }
}
