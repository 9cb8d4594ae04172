/// Whom to compare a request with.
extension History {
    /// The requests that one can be compared with, the best first: the marked one, the previous build's, an earlier one.
    ///
    /// Costs a walk over the held requests: on a key, not in a frame.
    ///
    /// - Parameter marked: Marked requests, the one marked last first.
    package func comparePartners(of id: RequestID, marked: [RequestID]) -> [ComparePartner] {
        guard let request = request(id) else { return [] }
        var partners: [ComparePartner] = []
        let others = marked.filter { $0 != id && contains($0) }
        if let first = others.first { partners.append(.init(request: first, reason: .marked(of: others.count))) }
        for partner in routePartners(of: request) where !partners.contains(where: { $0.request == partner.request }) {
            partners.append(partner)
        }
        return partners
    }

    private func routePartners(of request: RequestRecord) -> [ComparePartner] {
        guard let app = app(request.id.app) else { return [] }
        var builds: [AppID: Int] = [:]
        for other in apps where other.name == app.name && other.configuration == app.configuration {
            builds[other.id] = other.buildNumber
        }
        var previous: (build: Int, id: RequestID)?
        var earlier: RequestID?
        for other in requests {
            guard other.state == .finished, let build = builds[other.id.app], other.isOfSameRoute(as: request) else {
                continue
            }
            // Oldest first: what comes later is newer.
            if build < app.buildNumber, build >= previous?.build ?? 0 { previous = (build, other.id) }
            if build == app.buildNumber, other.sequence < request.sequence { earlier = other.id }
        }
        var partners: [ComparePartner] = []
        if let previous { partners.append(.init(request: previous.id, reason: .previousBuild(previous.build))) }
        if let earlier { partners.append(.init(request: earlier, reason: .earlier)) }
        return partners
    }

    /// The next ended request of the same method and route, by arrival; nil where there is none.
    ///
    /// Costs a walk.
    package func neighbour(of id: RequestID, newer: Bool, besides: RequestID) -> RequestID? {
        guard let request = request(id), let place = position(of: id) else { return nil }
        let requests = requests
        var index = place + (newer ? 1 : -1)
        while requests.indices.contains(index) {
            let other = requests[index]
            if !other.isOpen, other.id != besides, other.isOfSameRoute(as: request) { return other.id }
            index += newer ? 1 : -1
        }
        return nil
    }
}

extension RequestRecord {
    /// Same method and route; where nothing matched, the same path.
    package func isOfSameRoute(as other: RequestRecord) -> Bool {
        guard method == other.method, route == other.route else { return false }
        return route != nil || path == other.path
    }
}
