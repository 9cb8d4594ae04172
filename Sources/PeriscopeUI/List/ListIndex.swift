package import PeriscopeHistory

/// Which requests the list shows, in which order: ids only, kept up as the history changes.
///
/// A change costs what it changes, in the order of arrival; in another order it costs the visible requests once.
package struct ListIndex: Sendable {
    /// What decides on membership and order.
    package struct Rules: Sendable, Equatable {
        package var match = RequestFilter()
        /// The marked requests, where the filter asks for them.
        package var marks: Set<RequestID> = []
        package var sort = ListSort.arrival
        package var isReversed = false
        package var showsNoise = false
        /// Only this route's requests.
        package var route: RouteSummary.ID?
        /// Only those up to this one, in order of arrival: the list is paused.
        package var last: UInt64?
        /// Only these.
        package var onlyMarked: Set<RequestID>?

        package init() {}

        package var isFiltering: Bool { !match.isEmpty || route != nil || onlyMarked != nil }
    }

    struct Entry: Sendable, Equatable {
        let id: RequestID
        let sequence: UInt64
        let key: UInt64
    }

    package private(set) var rules = Rules()
    /// By key and arrival, the smallest first.
    private(set) var entries: [Entry] = []
    private(set) var lastSequence: UInt64 = 0
    private(set) var revision: UInt64?
    /// Noise that the filter would find, were it shown.
    package private(set) var hiddenMatches: Set<RequestID> = []
    /// When the filter's answer about a request changes by itself; only for those of which it does.
    private var dues: [RequestID: UnixNanoseconds] = [:]
    /// Not after the first of them.
    private(set) var nextDue: UnixNanoseconds?
    /// The builds, where the filter asks for them.
    private var builds: FilterApps?

    package init() {}

    package var count: Int { entries.count }
    /// Whether it has looked at a history at all.
    var isMade: Bool { revision != nil }
    /// The request at a place of the screen's order; nil past the end.
    package func id(at place: Int) -> RequestID? {
        guard place >= 0, place < entries.count else { return nil }
        return entries[rules.isReversed ? place : entries.count - 1 - place].id
    }

    func entry(at place: Int) -> Entry? {
        guard place >= 0, place < entries.count else { return nil }
        return entries[rules.isReversed ? place : entries.count - 1 - place]
    }

    /// Another history is looked at from now on: everything is looked at anew.
    mutating func forget() {
        revision = nil
    }

    /// Where a request stands.
    ///
    /// Looks from the newest end, where almost all questions are about.
    package func place(of id: RequestID) -> Int? {
        guard let found = entries.lastIndex(where: { $0.id == id }) else { return nil }
        return rules.isReversed ? found : entries.count - 1 - found
    }

    /// Where a request would stand that is not shown: the place of the one below it, else of the last.
    func nearestPlace(to request: RequestRecord) -> Int {
        nearestPlace(to: Entry(id: request.id, sequence: request.sequence, key: rules.sort.key(request)))
    }

    /// The same of one that is not held any more.
    func nearestPlace(to entry: Entry) -> Int {
        let before = Self.place(of: entry, in: entries)
        return min(max(0, rules.isReversed ? before : entries.count - before), max(0, entries.count - 1))
    }

    /// Other rules: everything is looked at anew, or what is shown where the rules only hide more.
    package mutating func apply(_ newRules: Rules, history: History, now: UnixNanoseconds) {
        if newRules == rules, revision == history.revision { return }
        let narrows = onlyNarrows(newRules, history)
        rules = newRules
        guard narrows else { return rebuild(history, now) }
        builds = rules.match.usesBuilds ? FilterApps(history.apps) : nil
        var scan = scan(history, now)
        if rules.sort == .arrival, entries.count > history.totals.held / 2 {
            scan.prepare(rules.match, history: history)
        }
        entries = entries.filter { history.lend($0.id) { scan.matches($0) } ?? false }
        hiddenMatches = hiddenMatches.filter { history.lend($0) { scan.matches($0) } ?? false }
    }

    private func scan(_ history: History, _ now: UnixNanoseconds) -> FilterScan {
        FilterScan(rules.match, history: history, now: now, marks: rules.marks)
    }

    /// While a filter is typed, what it has hidden stays hidden, and need not be read again.
    private func onlyNarrows(_ newRules: Rules, _ history: History) -> Bool {
        var others = newRules
        others.match = rules.match
        return others == rules && revision == history.revision && rules.onlyMarked == nil
            && newRules.match.narrows(rules.match, apps: history.apps.map(\.name))
    }

    /// From now on nothing new comes in: the list stands still.
    package mutating func hold() {
        rules.last = lastSequence
    }

    /// Takes in what the history took in.
    package mutating func take(_ change: HistoryChange, history: History, now: UnixNanoseconds) {
        guard revision != nil, !history.order.isEmpty else { return rebuild(history, now) }
        if revision == history.revision { return }
        if change.apps, let builds, builds != FilterApps(history.apps) { return rebuild(history, now) }
        let touched = change.changed.union(change.finished)
        removeEvicted(history, count: change.evicted)
        var scan = scan(history, now)
        if rules.sort != .arrival, touched.count > 64 {
            resort(touched, history, &scan)
        } else {
            for id in touched { reconsider(id, history, &scan) }
            for id in newIDs(history) { insert(id, history, &scan) }
        }
        revision = history.revision
    }

    /// Looks again at the requests about which the filter's answer has changed by itself.
    package mutating func turn(_ history: History, now: UnixNanoseconds) {
        guard let nextDue, nextDue <= now, rules.last == nil else { return }
        self.nextDue = nil
        var scan = scan(history, now)
        for (id, due) in dues {
            if due > now {
                self.nextDue = min(self.nextDue ?? due, due)
            } else {
                dues[id] = nil
                reconsider(id, history, &scan)
            }
        }
    }

    private mutating func rebuild(_ history: History, _ now: UnixNanoseconds) {
        entries.removeAll(keepingCapacity: true)
        hiddenMatches = []
        dues = [:]
        nextDue = nil
        builds = rules.match.usesBuilds ? FilterApps(history.apps) : nil
        lastSequence = 0
        var scan = scan(history, now)
        if rules.route == nil, rules.onlyMarked == nil { scan.prepare(rules.match, history: history) }
        history.forEachRequest { consider($0, &scan) }
        if rules.sort != .arrival { entries.sort(by: Self.isBefore) }
        revision = history.revision
    }

    /// Many have news: they are taken out, asked about, and put in their places all at once.
    private mutating func resort(_ touched: Set<RequestID>, _ history: History, _ scan: inout FilterScan) {
        entries.removeAll { touched.contains($0.id) }
        let known = lastSequence
        for id in touched {
            _ = history.lend(id) { if $0.pointee.sequence <= known { consider($0, &scan) } }
        }
        for id in newIDs(history) { _ = history.lend(id) { consider($0, &scan) } }
        entries.sort(by: Self.isBefore)
    }

    /// New requests stand at the end of the history's order; they are found from there, the oldest first.
    private func newIDs(_ history: History) -> [RequestID] {
        var new: [RequestID] = []
        let known = lastSequence
        for id in history.order.reversed() {
            guard let sequence = history.request(id)?.sequence, sequence > known else { break }
            new.append(id)
        }
        return new.reversed()
    }

    /// Adds a request at the end, unsorted.
    private mutating func consider(_ request: LentRequest, _ scan: inout FilterScan) {
        lastSequence = max(lastSequence, request.pointee.sequence)
        guard isShown(request, &scan) else { return }
        entries.append(Entry(id: request.pointee.id, sequence: request.pointee.sequence, key: rules.sort.key(request)))
    }

    /// Adds a request where it belongs.
    private mutating func insert(_ id: RequestID, _ history: History, _ scan: inout FilterScan) {
        guard let request = history.request(id) else { return }
        lastSequence = max(lastSequence, request.sequence)
        let entry = Entry(id: id, sequence: request.sequence, key: rules.sort.key(request))
        if withUnsafePointer(to: request, { isShown($0, &scan) }) {
            entries.insert(entry, at: Self.place(of: entry, in: entries))
        }
    }

    /// A request that was known may be noise only now, match only now, or stand elsewhere.
    private mutating func reconsider(_ id: RequestID, _ history: History, _ scan: inout FilterScan) {
        guard let request = history.request(id), request.sequence <= lastSequence else { return }
        let entry = Entry(id: id, sequence: request.sequence, key: rules.sort.key(request))
        let shows = withUnsafePointer(to: request, { isShown($0, &scan) })
        let found = place(ofKnown: entry)
        if let found, shows, entries[found].key == entry.key { return }
        if let found { entries.remove(at: found) }
        if shows { entries.insert(entry, at: Self.place(of: entry, in: entries)) }
    }

    /// In the order of arrival by halving, else by looking from the newest.
    private func place(ofKnown entry: Entry) -> Int? {
        guard rules.sort == .arrival else { return entries.lastIndex { $0.id == entry.id } }
        let place = Self.place(of: entry, in: entries)
        return place < entries.count && entries[place].id == entry.id ? place : nil
    }

    /// Only when some were evicted, and a look-up only for those that may have been.
    private mutating func removeEvicted(_ history: History, count: Int) {
        guard count > 0 else { return }
        let held = history.heldFrom
        entries.removeAll { $0.sequence < held && !history.contains($0.id) }
        if !hiddenMatches.isEmpty { hiddenMatches = hiddenMatches.filter(history.contains) }
        if !dues.isEmpty { dues = dues.filter { history.contains($0.key) } }
    }

    private mutating func isShown(_ request: LentRequest, _ scan: inout FilterScan) -> Bool {
        if let last = rules.last, request.pointee.sequence > last { return false }
        if let marked = rules.onlyMarked { return marked.contains(request.pointee.id) }
        if let route = rules.route,
            route != RouteSummary.ID(method: request.pointee.method, route: request.pointee.route)
        {
            return false
        }
        let isHidden = !rules.showsNoise && rules.route == nil && request.pointee.isNoise
        if rules.match.isEmpty { return !isHidden }
        let matches = scan.matches(request)
        note(scan.due, of: request.pointee.id)
        guard isHidden else { return matches }
        if matches { hiddenMatches.insert(request.pointee.id) } else { hiddenMatches.remove(request.pointee.id) }
        return false
    }

    private mutating func note(_ due: UnixNanoseconds?, of id: RequestID) {
        guard let due else {
            if !dues.isEmpty { dues[id] = nil }
            return
        }
        dues[id] = due
        nextDue = min(nextDue ?? due, due)
    }

    private static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
        (left.key, left.sequence) < (right.key, right.sequence)
    }

    /// Where an entry belongs among sorted ones.
    private static func place(of entry: Entry, in entries: [Entry]) -> Int {
        if let last = entries.last, isBefore(last, entry) { return entries.count }
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if isBefore(entries[middle], entry) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
