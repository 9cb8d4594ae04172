/// What became of a request that is being sent again.
package enum SendingNews: Equatable, Sendable {
    /// It goes out now, in a trace of this id: 32 hexadecimal digits, by which the history's request is known.
    case sent(traceID: String)
    case answered(status: Int)
    /// No answer; why, in words.
    case failed(String)
    /// No more of them come.
    case ended
}
