/// Where a stack has come to, on its way from the outermost frame inwards.
struct ProfilePlace {
    private(set) var node = 0
    /// Of the node that this one hangs from.
    private var parent = 0
    private var wasWaiting = false
    /// Of the frame that was entered last: its function's index, and what it said.
    private var function = -1
    private var line = 0
    private var isWaiting = false
    private var isInlined = false

    /// A thunk and the function that it stands for become one, whichever comes first.
    mutating func enter(_ frame: ProfileFrame, _ count: UInt64, in draft: inout ProfileDraft) {
        guard function >= 0, (line == 0) != (frame.line == 0), draft.functions[function].isTwin(of: frame, line == 0)
        else { return step(frame, count, in: &draft) }
        if line > 0 { return pass(overThunk: frame, count, in: &draft) }
        // What is in the thunk alone stays there; this stack goes on beside it.
        var whole = frame
        whole.isAsync = frame.isAsync || isWaiting
        whole.isInlined = isInlined
        (node, isWaiting) = (parent, wasWaiting)
        step(whole, count, in: &draft)
        isWaiting = frame.isAsync
    }

    private mutating func step(_ frame: ProfileFrame, _ count: UInt64, in draft: inout ProfileDraft) {
        (parent, wasWaiting) = (node, isWaiting)
        function = draft.index(of: frame)
        node = draft.child(of: node, function: function)
        // What is inlined into a function that waits is not what it waits for.
        draft.pass(
            node, count, line: frame.line, isAsync: frame.isAsync, isInlined: frame.isInlined,
            isAwaited: isWaiting && !frame.isInlined)
        (line, isWaiting, isInlined) = (frame.line, frame.isAsync, frame.isInlined)
    }

    /// Stays where it is.
    private mutating func pass(overThunk frame: ProfileFrame, _ count: UInt64, in draft: inout ProfileDraft) {
        draft.pass(
            node, count, line: 0, isAsync: frame.isAsync && !isWaiting, isInlined: false, isAwaited: false)
        isWaiting = frame.isAsync
    }
}

extension ProfileFunction {
    /// Whether a frame next to one of this function is the same function: one of the two is a thunk that the compiler
    /// made for it, named like it, and without a line.
    ///
    /// A thunk's file is that of its function, or none, and nobody's code: origins are not compared.
    /// - Parameter isThunk: This is the one without a line; else the frame is.
    fileprivate func isTwin(of frame: ProfileFrame, _ isThunk: Bool) -> Bool {
        guard name == frame.function, !name.isEmpty, module == frame.module else { return false }
        let thunk = isThunk ? path : frame.path
        return path == frame.path || thunk.isEmpty || thunk.contains("<")
    }
}
