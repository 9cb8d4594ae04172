/// Where a stack has come to, on its way from the outermost frame inwards.
struct ProfilePlace {
    private(set) var node = 0
    private var isWaiting = false

    mutating func enter(_ frame: ProfileFrame, _ count: UInt64, in draft: inout ProfileDraft) {
        node = draft.child(of: node, function: draft.index(of: frame))
        // What is inlined into a function that waits is not what it waits for.
        draft.pass(
            node, count, line: frame.line, isAsync: frame.isAsync, isInlined: frame.isInlined,
            isAwaited: isWaiting && !frame.isInlined)
        isWaiting = frame.isAsync
    }
}
