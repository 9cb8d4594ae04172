import PeriscopeHistory

extension ProfileFacts.Extent {
    /// Looks up which requests a subject is made of.
    ///
    /// A pass over the held requests for a route, over the shown ones for the list.
    init(_ subject: ProfileSubject, list: ListIndex, _ history: History, clock: UnixNanoseconds) {
        switch subject {
        case .request(let id, let span):
            guard let request = history.request(id) else { return }
            take(request, clock)
            if let span, let found = request.spans.first(where: { $0.id == span }) { wall = found.duration ?? wall }
        case .route(let route):
            for request in history.requests.reversed() where request.isOf(route) { take(request, clock) }
        case .shown:
            for place in 0..<list.count {
                guard let id = list.id(at: place) else { continue }
                _ = history.withRequest(id) { take($0, clock) }
            }
        case .outside: break
        }
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
        if request.state == .open { isOpen = true }
        wall &+= request.duration ?? request.elapsed(at: clock) ?? 0
    }
}

extension RequestRecord {
    /// Whether the server's profiler was on while it ran.
    var wasProfiled: Bool { sampleCount > 0 || processUse != nil }

    fileprivate func isOf(_ route: RouteSummary.ID) -> Bool {
        !isNoise && method == route.method && self.route == route.route
    }
}
