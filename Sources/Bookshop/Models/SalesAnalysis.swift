/// What the figures of the months say about each genre.
struct SalesAnalysis {
    private let figures: [SalesFigure]
    private let months: [String]

    var copies: Int { figures.reduce(0) { $0 + $1.copies } }
    var revenue: Money { Self.revenue(of: figures) }
    var monthCount: Int { months.count }

    init(_ figures: [SalesFigure]) {
        self.figures = figures
        months = Set(figures.map(\.month)).sorted()
    }

    /// Genres by revenue, the best first.
    var genres: [GenreSales] {
        Dictionary(grouping: figures, by: \.genre)
            .map { (name: $0.key, figures: $0.value, cents: Self.revenue(of: $0.value).cents) }
            .sorted { ($0.cents, $1.name) > ($1.cents, $0.name) }
            .map { line(of: $0.name, figures: $0.figures) }
    }

    private func line(of genre: String, figures: [SalesFigure]) -> GenreSales {
        let revenue = Self.revenue(of: figures)
        let best = figures.max { $0.revenue.cents < $1.revenue.cents }
        return GenreSales(
            name: genre, copies: figures.reduce(0) { $0 + $1.copies }, revenue: revenue,
            share: "\(Self.percent(revenue.cents, of: self.revenue.cents)) %",
            bestMonth: best?.month ?? "–", trend: trend(of: figures))
    }

    /// The last three months against the three before.
    private func trend(of figures: [SalesFigure]) -> String {
        let recent = Set(months.suffix(3))
        let earlier = Set(months.dropLast(3).suffix(3))
        let now = Self.revenue(of: figures.filter { recent.contains($0.month) }).cents
        let before = Self.revenue(of: figures.filter { earlier.contains($0.month) }).cents
        guard before > 0 else { return "–" }
        let change = Self.percent(now - before, of: before)
        return change > 0 ? "+\(change) %" : "\(change) %"
    }

    private static func revenue(of figures: [SalesFigure]) -> Money {
        Money(cents: figures.reduce(0) { $0 + $1.revenue.cents })
    }

    private static func percent(_ part: Int, of whole: Int) -> Int {
        whole == 0 ? 0 : Int((Double(part) * 100 / Double(whole)).rounded())
    }
}
