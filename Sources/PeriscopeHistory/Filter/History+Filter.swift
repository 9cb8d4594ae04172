/// Requests that a filter finds.
extension History {
    /// The held requests that a filter finds, oldest first, those that are counted as noise among them.
    ///
    /// Costs what `FilterScan` says.
    package func requests(
        matching filter: RequestFilter, now: UnixNanoseconds, marks: Set<RequestID> = []
    ) -> [RequestRecord] {
        var scan = FilterScan(filter, history: self, now: now, marks: marks)
        scan.prepare(filter, history: self)
        var found: [RequestRecord] = []
        store.forEach { request in
            if scan.matches(request) { found.append(request.pointee) }
        }
        return found
    }

    /// Lends each held request, oldest first: the cheapest walk over all of them.
    package func forEachRequest(_ body: (LentRequest) -> Void) {
        store.forEach(body)
    }

    /// Whether a filter finds a request of this history.
    package func matches(_ filter: RequestFilter, _ request: RequestRecord, now: UnixNanoseconds) -> Bool {
        var scan = FilterScan(filter, history: self, now: now)
        return scan.matches(request)
    }
}
