/// Links from one page of a list to the next.
struct Pager: Sendable {
    let page: Int
    let pages: Int
    let previous: String?
    let next: String?

    init(path: String, page: Int, pages: Int) {
        self.page = page
        self.pages = pages
        previous = page > 1 ? "\(path)?page=\(page - 1)" : nil
        next = page < pages ? "\(path)?page=\(page + 1)" : nil
    }
}
