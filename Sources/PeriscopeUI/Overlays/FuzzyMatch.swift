/// A word's letters found in a text in their order, with as few gaps as can be, and at the starts of words best.
///
/// Costs the product of the two lengths, in letters.
struct FuzzyMatch: Equatable {
    private static let hit = 4
    private static let wordStart = 8
    private static let inARow = 7
    private static let textStart = 4
    private static let gap = 1

    /// More is better; a match whose letters lie too far apart is none.
    let score: Int
    /// Where in the text its letters stand, in characters.
    let places: [Int]

    /// The best of all ways to find it; nil where there is none worth showing.
    ///
    /// Both in lower case.
    init?(_ word: [Character], in text: [Character]) {
        guard !word.isEmpty, word.count <= text.count else { return nil }
        var last = [Int?](repeating: nil, count: text.count)
        var from: [[Int]] = []
        for (index, letter) in word.enumerated() {
            var scores = [Int?](repeating: nil, count: text.count)
            var origins = [Int](repeating: -1, count: text.count)
            var best: (score: Int, place: Int)?
            for place in text.indices {
                if text[place] == letter, index == 0 || best != nil {
                    let alone = Self.hit + Self.bonus(place, text)
                    let joined = place > 0 ? last[place - 1].map { $0 + alone + Self.inARow } : nil
                    let apart = best.map { $0.score + alone } ?? alone
                    let isJoined = joined.map { $0 >= apart } ?? false
                    scores[place] = isJoined ? joined : apart
                    origins[place] = isJoined ? place - 1 : best?.place ?? -1
                }
                guard index > 0 else { continue }
                best = best.map { ($0.score - Self.gap, $0.place) }
                if let score = last[place], score > best?.score ?? .min { best = (score, place) }
            }
            from.append(origins)
            last = scores
        }
        guard let end = last.indices.max(by: { last[$0] ?? .min < last[$1] ?? .min }), let score = last[end],
            score >= word.count * Self.hit
        else { return nil }
        self.score = score
        var place = end
        var places: [Int] = []
        for origins in from.reversed() where place >= 0 {
            places.append(place)
            place = origins[place]
        }
        self.places = places.reversed()
    }

    private static func bonus(_ place: Int, _ text: [Character]) -> Int {
        if place == 0 { return wordStart + textStart }
        let before = text[place - 1]
        return before.isLetter || before.isNumber ? 0 : wordStart
    }
}
