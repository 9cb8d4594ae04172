package import PeriscopeInsight

/// The findings that only one of two requests has, or that are about another number of things.
package struct FindingDiff: Sendable {
    package struct Entry: Sendable {
        package internal(set) var finding: Pair<Finding?>

        package var change: CompareChange {
            CompareChange(finding.map { $0?.count ?? 0 })
        }

        /// What is told of it: as it is in the other, else as it was in the base.
        package var shown: Finding? { finding.other ?? finding.base }
    }

    private struct Key: Hashable {
        let kind: FindingKind
        let fingerprint: String
        let subject: String

        init(_ finding: Finding) {
            kind = finding.kind
            fingerprint = finding.fingerprint
            // Of a slow request and of many queries the subject tells what it is made of, not what it is.
            subject = [.slowRender, .error].contains(finding.kind) ? finding.subject : ""
        }
    }

    /// Those that differ, the weightiest first.
    package private(set) var entries: [Entry] = []

    package init(_ findings: Pair<[Finding]>) {
        var made: [Entry] = []
        var places: [Key: Int] = [:]
        for side in CompareSide.allCases {
            for finding in findings[side] {
                let key = Key(finding)
                if let place = places[key] {
                    if made[place].finding[side] == nil { made[place].finding[side] = finding }
                    continue
                }
                places[key] = made.count
                var pair = Pair<Finding?>(nil, nil)
                pair[side] = finding
                made.append(Entry(finding: pair))
            }
        }
        entries = made.filter { entry in
            guard let base = entry.finding.base, let other = entry.finding.other else { return true }
            return base.count != other.count || base.severity != other.severity
        }
    }
}
