/// One polite visitor: a request, a moment of thought, the next request.
struct Visitor: Sendable {
    private static let thinkMilliseconds = 100...600
    private static let searchTerms = ["kitchen", "clock", "train", "superb", "ending", "love", "map", "dog survives"]

    private let client: ShopClient
    private let account: DemoAccount
    private var random: SplitMix64
    private var tour: ArraySlice<Errand>
    private var cookie: String?

    /// The first visitor begins with every page once; the others wander at once.
    init(number: Int, client: ShopClient) {
        self.client = client
        account = DemoAccount.all[number % DemoAccount.all.count]
        random = SplitMix64(seed: UInt64(number))
        tour = number == 0 ? Errand.tour[...] : []
    }

    /// Walks until the task is cancelled.
    ///
    /// A failed request is only a reason to try another page.
    mutating func walk() async {
        while !Task.isCancelled {
            let errand = tour.popFirst() ?? Errand.random(using: &random)
            try? await run(errand)
            try? await Task.sleep(for: .milliseconds(Int.random(in: Self.thinkMilliseconds, using: &random)))
        }
    }

    private mutating func run(_ errand: Errand) async throws {
        switch errand {
        case .signIn: try await signIn()
        case .mistypePassword:
            _ = try await client.postForm("/login", [("email", account.email), ("password", "wrong")], cookie: cookie)
        case .signOut:
            _ = try await client.postForm("/logout", [], cookie: cookie)
            cookie = nil
        case .checkout: try await checkout(card: "4111 1111 1111 1111")
        case .mistypeCard: try await checkout(card: "4111 1111 1111 1112")
        default: _ = try await client.get(path(of: errand), cookie: cookie)
        }
    }

    private mutating func signIn() async throws {
        _ = try await client.get("/login", cookie: cookie)
        let answer =
            Bool.random(using: &random)
            ? try await client.postJSON(
                "/login", ["email": account.email, "password": account.password], cookie: cookie)
            : try await client.postForm(
                "/login", [("email", account.email), ("password", account.password)], cookie: cookie)
        cookie = answer.cookie ?? cookie
        _ = try await client.get("/", cookie: cookie)
    }

    private mutating func checkout(card: String) async throws {
        let book = anyBook()
        _ = try await client.get("/checkout?book=\(book)", cookie: cookie)
        let fields = [
            ("book", "\(book)"), ("quantity", "1"), ("name", account.name), ("card_number", card), ("cvv", "123"),
        ]
        _ = try await client.postForm("/checkout", fields, cookie: cookie)
    }

    private mutating func path(of errand: Errand) -> String {
        switch errand {
        case .stylesheet: "/static/shop.css"
        case .books: "/books?page=\(Int.random(in: 1...160, using: &random))"
        case .book: "/books/\(anyBook())"
        case .authors: "/authors?page=\(Int.random(in: 1...12, using: &random))"
        case .authorsFixed: "/authors/fixed?page=\(Int.random(in: 1...12, using: &random))"
        case .search: "/search?q=\(searchTerm())"
        case .sales: "/reports/sales"
        case .bookList: "/api/books?page=\(Int.random(in: 1...40, using: &random))"
        case .bookRecord: "/api/books/\(anyBook())"
        case .price: "/api/books/\(anyBook())/price"
        case .lostRecord: "/api/books/999999"
        case .lostPage: "/books/of/sand"
        case .badPage: "/books?page=last"
        case .error: "/error"
        case .slow: "/slow?seconds=\(Int.random(in: 3...6, using: &random))"
        case .stream: "/stream"
        case .cpu: "/cpu?ms=\(Int.random(in: 50...300, using: &random))"
        case .health: "/healthz"
        default: "/"
        }
    }

    /// Mostly one of the bestsellers.
    private mutating func anyBook() -> Int {
        Bool.random(using: &random) ? Int.random(in: 1...40, using: &random) : Int.random(in: 1...4_000, using: &random)
    }

    private mutating func searchTerm() -> String {
        let term = Self.searchTerms.randomElement(using: &random) ?? "kitchen"
        return term.split(separator: " ").joined(separator: "+")
    }
}
