/// What a text of a request's details is.
struct DetailRoles: OptionSet, Sendable, Equatable {
    let rawValue: UInt32

    // The head.
    static let host = DetailRoles(rawValue: 1 << 0)
    static let remote = DetailRoles(rawValue: 1 << 1)
    static let parameter = DetailRoles(rawValue: 1 << 2)
    static let requestHeader = DetailRoles(rawValue: 1 << 3)
    static let responseHeader = DetailRoles(rawValue: 1 << 4)
    // The bodies.
    static let requestBody = DetailRoles(rawValue: 1 << 5)
    static let responseBody = DetailRoles(rawValue: 1 << 6)
    /// Of the response.
    static let contentType = DetailRoles(rawValue: 1 << 7)
    static let failure = DetailRoles(rawValue: 1 << 8)
    static let failureStack = DetailRoles(rawValue: 1 << 9)
    // The logs.
    static let message = DetailRoles(rawValue: 1 << 10)
    static let label = DetailRoles(rawValue: 1 << 11)
    static let metadata = DetailRoles(rawValue: 1 << 12)
    static let source = DetailRoles(rawValue: 1 << 13)
    /// A number.
    static let level = DetailRoles(rawValue: 1 << 14)
    // The spans.
    static let sql = DetailRoles(rawValue: 1 << 15)
    static let value = DetailRoles(rawValue: 1 << 16)
    static let database = DetailRoles(rawValue: 1 << 17)
    /// A number.
    static let rows = DetailRoles(rawValue: 1 << 18)
    static let template = DetailRoles(rawValue: 1 << 19)
    static let templateSource = DetailRoles(rawValue: 1 << 20)
    static let context = DetailRoles(rawValue: 1 << 21)
    /// Of spans that are neither query, render nor call.
    static let spanName = DetailRoles(rawValue: 1 << 22)
    static let callName = DetailRoles(rawValue: 1 << 23)
    static let attribute = DetailRoles(rawValue: 1 << 24)
    static let callAttribute = DetailRoles(rawValue: 1 << 25)
    static let spanFailure = DetailRoles(rawValue: 1 << 26)

    static let header: DetailRoles = [.requestHeader, .responseHeader]
    static let head: DetailRoles = [.host, .remote, .parameter, .header]
    static let bodyText: DetailRoles = [.requestBody, .responseBody]
    static let bodies: DetailRoles = [.bodyText, .contentType, .failure, .failureStack]
    static let logs: DetailRoles = [.message, .label, .metadata, .source, .level]
    static let spans: DetailRoles = [
        .sql, .value, .database, .rows, .template, .templateSource, .context, .spanName, .callName, .attribute,
        .callAttribute, .spanFailure,
    ]
    static let everything: DetailRoles = [.head, .bodies, .logs, .spans]
    /// Names with values.
    static let pairs: DetailRoles = [.parameter, .header, .metadata, .context, .attribute, .callAttribute]

    func has(_ role: DetailRoles) -> Bool { !isDisjoint(with: role) }
}
