/// A part of a filter's text.
struct FilterToken: Equatable {
    enum Kind: Equatable {
        case word([FilterLetter])
        case open, close
        case not, and, or
    }

    let kind: Kind
    /// With its quotes.
    let place: Range<Int>
}
