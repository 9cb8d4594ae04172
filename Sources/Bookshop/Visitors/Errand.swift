/// Why a visitor makes the next request.
enum Errand: CaseIterable, Sendable {
    case home, stylesheet, books, book, authors, authorsFixed, search, sales
    case signIn, mistypePassword, signOut, checkout, mistypeCard
    case bookList, bookRecord, price, lostRecord, lostPage, badPage
    case error, slow, stream, cpu, health

    /// How often it comes up, beside the others.
    private var weight: Int {
        switch self {
        case .book: 24
        case .books: 14
        case .home: 10
        case .authors, .authorsFixed, .bookList, .bookRecord: 6
        case .search, .price, .stylesheet: 4
        case .signIn, .checkout, .lostPage, .health: 3
        case .sales, .mistypePassword, .signOut, .mistypeCard, .lostRecord, .error, .cpu, .stream: 2
        case .slow, .badPage: 1
        }
    }

    /// Every errand once, the ordinary ones first: so that a short look at the shop meets each page.
    static let tour = Errand.allCases

    static func random(using random: inout SplitMix64) -> Errand {
        var left = Int.random(in: 0..<allCases.reduce(0) { $0 + $1.weight }, using: &random)
        for errand in allCases {
            left -= errand.weight
            if left < 0 { return errand }
        }
        return .home
    }
}
