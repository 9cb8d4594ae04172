import Mustache

/// All templates, by the names under which they call each other.
enum TemplateLibrary {
    private static let sources: [(name: String, bytes: [UInt8])] = [
        ("layout", PackageResources.layout_mustache),
        ("home", PackageResources.home_mustache),
        ("books", PackageResources.books_mustache),
        ("book", PackageResources.book_mustache),
        ("book_card", PackageResources.book_card_mustache),
        ("review", PackageResources.review_mustache),
        ("authors", PackageResources.authors_mustache),
        ("author_row", PackageResources.author_row_mustache),
        ("pager", PackageResources.pager_mustache),
        ("search", PackageResources.search_mustache),
        ("sales", PackageResources.sales_mustache),
        ("login", PackageResources.login_mustache),
        ("checkout", PackageResources.checkout_mustache),
        ("thanks", PackageResources.thanks_mustache),
        ("problem", PackageResources.problem_mustache),
    ]

    /// Parses the templates; throws a `MustacheTemplate.ParserError` when one is not well formed.
    static func load() throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for (name, bytes) in sources {
            try library.register(String(decoding: bytes, as: UTF8.self), named: name)
        }
        return library
    }
}
