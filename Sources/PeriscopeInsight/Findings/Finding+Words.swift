extension Finding {
    /// The sentence that a person reads: `52 queries of one shape from Authors.swift:41, 48 ms, 47 of them avoidable`.
    ///
    /// Whole by itself, without the label. `callSite` is where the first span was begun; nil where it is not known.
    package func title(callSite: String?) -> String {
        let headline = ownHeadline(callSite: callSite)
        return switch kind {
        case .nPlusOne where !isConfirmed: headline + ", " + cost + ", perhaps an N+1" + rest
        case .slowQuery where count == 1: "a slow query" + Self.from(callSite) + ", " + cost + rest
        case .slowRequest: "the request took " + cost
        case .slowRender: "rendering " + headline + ", " + cost + rest
        case .gap: cost + " of " + headline + rest
        default: (cost.isEmpty ? headline : headline + ", " + cost) + rest
        }
    }

    /// What was found, for a column beside the label.
    package func headline(callSite: String?) -> String { ownHeadline(callSite: callSite) + rest }

    private var rest: String { omitted > 0 ? ", and \(FindingTime.count(omitted)) more" : "" }

    private func ownHeadline(callSite: String?) -> String {
        switch kind {
        case .nPlusOne: FindingTime.count(count) + " queries of one shape" + Self.from(callSite)
        case .duplicateQuery: repetition + Self.from(callSite)
        case .slowQuery:
            count == 1
                ? "a query" + Self.from(callSite)
                : FindingTime.count(count) + " slow queries of one shape" + Self.from(callSite)
        case .manyQueries: FindingTime.count(count) + " queries" + (subject.isEmpty ? "" : " (" + subject + ")")
        case .slowRequest: "the whole request"
        case .slowRender: subject + (count == 1 ? "" : ", \(FindingTime.count(count)) times")
        case .gap: "your own code, or waiting" + (subject.isEmpty ? "" : ", " + subject)
        case .error: subject.isEmpty ? "the request failed" : subject
        }
    }

    /// What it took, for a column of its own: `29.8 ms, 29.2 of them avoidable`; empty for an error.
    package var cost: String {
        let time = FindingTime.words(duration)
        switch kind {
        case .nPlusOne, .duplicateQuery:
            guard avoidableDuration > 0 else { return time }
            return time + ", " + FindingTime.words(avoidableDuration, of: duration) + " of them avoidable"
        case .slowQuery:
            return count == 1 ? time : time + ", the slowest " + FindingTime.words(worst)
        case .slowRequest: return subject.isEmpty ? time : time + ", " + subject
        case .manyQueries, .slowRender, .gap: return time
        case .error: return ""
        }
    }

    /// The kind in a person's words: `N+1`, `N+1?` while it is only suspected, `duplicate`, `slow query`.
    package var label: String {
        switch kind {
        case .nPlusOne: isConfirmed ? "N+1" : "N+1?"
        case .duplicateQuery: "duplicate"
        default: kind.words
        }
    }

    /// The same in as few letters as a list's row has: `N+1×50`, `N+1?×12`, `dup×3`.
    package func flag(times: String = "×") -> String {
        kind.flag(count: count, isConfirmed: isConfirmed, times: times)
    }

    private var repetition: String {
        guard avoidableCount == count - 1 else {
            let (again, all) = (FindingTime.count(avoidableCount), FindingTime.count(count))
            return "\(again) of \(all) queries of one shape repeat another"
        }
        return "the same query " + (count == 2 ? "twice" : FindingTime.count(count) + " times")
    }

    private static func from(_ callSite: String?) -> String {
        guard let callSite, !callSite.isEmpty else { return "" }
        return " from " + callSite
    }
}

extension FindingSummary {
    /// What `Finding.flag` says of the heaviest finding of a kind; nil where there is none.
    package func flag(of kind: FindingKind, times: String = "×") -> String? {
        guard contains(kind) else { return nil }
        let count = kind == .nPlusOne ? Int(repeats) : Int(duplicates)
        return kind.flag(count: count, isConfirmed: isConfirmed, times: times)
    }
}

extension FindingKind {
    fileprivate var words: String {
        switch self {
        case .error: "error"
        case .nPlusOne: "N+1"
        case .duplicateQuery: "dup"
        case .slowQuery: "slow query"
        case .slowRequest: "slow request"
        case .manyQueries: "many queries"
        case .slowRender: "slow render"
        case .gap: "gap"
        }
    }

    fileprivate func flag(count: Int, isConfirmed: Bool, times: String) -> String {
        switch self {
        case .nPlusOne: (isConfirmed ? "N+1" : "N+1?") + times + String(count)
        case .duplicateQuery: "dup" + times + String(count)
        case .slowRequest: "slow"
        default: words
        }
    }
}
