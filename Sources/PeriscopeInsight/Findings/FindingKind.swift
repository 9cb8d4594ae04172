/// What a finding is about: the design's eight.
package enum FindingKind: UInt8, Sendable, Hashable, CaseIterable {
    case error, nPlusOne, duplicateQuery, slowQuery, slowRequest, manyQueries, slowRender, gap

    /// The word in JSON, in filters and in `ignore.yaml`.
    package var name: String {
        switch self {
        case .error: "error"
        case .nPlusOne: "n_plus_one"
        case .duplicateQuery: "duplicate_query"
        case .slowQuery: "slow_query"
        case .slowRequest: "slow_request"
        case .manyQueries: "many_queries"
        case .slowRender: "slow_render"
        case .gap: "gap"
        }
    }

    package init?(name: String) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
