internal import PeriscopeInsight

/// A request's samples as a line of JSON has them: each function once, and stacks that name them by number.
///
/// Stacks that read the same are one, though their addresses may differ: they would be one when they are read again.
struct ProfileNotes {
    struct Stack: Hashable {
        let span: UInt64
        /// Places in `frames`, innermost first.
        let frames: [Int]
    }

    /// In the order in which the stacks name them first.
    private(set) var frames: [ProfileFrame] = []
    private(set) var stacks: [(stack: Stack, count: UInt64)] = []
    private var numbers: [ProfileFrame: Int] = [:]
    private var places: [Stack: Int] = [:]
    /// By position in the tree: places of the functions there, innermost first.
    private var functions: [Int: [Int]] = [:]
    private let names: BuildNames?
    private let folder: String

    /// Without a history nothing has a name, and the stacks are empty.
    init(_ request: RequestRecord, app: AppRecord?, history: History?) {
        names = history?.names(of: request.id.app)
        folder = app?.workingDirectory ?? ""
        for sample in request.profile {
            let stack = Stack(span: sample.span, frames: stack(at: sample.node))
            if let place = places[stack] {
                stacks[place].count = stacks[place].count.saturatingAdding(sample.count)
            } else {
                places[stack] = stacks.count
                stacks.append((stack, sample.count))
            }
        }
    }

    private mutating func stack(at node: UInt32) -> [Int] {
        guard let tree = names?.sampled.tree, var position = tree.position(of: node) else { return [] }
        var stack: [Int] = []
        while position > 0 {
            stack += functions(at: position, tree)
            position = Int(tree.parents[position])
        }
        return stack
    }

    private mutating func functions(at position: Int, _ tree: SampledTree) -> [Int] {
        if let known = functions[position] { return known }
        let frames = names?.frames(of: tree.frames[position]) ?? []
        let places = frames.reversed().map { number(of: $0) }
        functions[position] = places
        return places
    }

    private mutating func number(of frame: ProfileFrame) -> Int {
        var frame = frame
        frame.path = SourceFrame(function: "", path: frame.path, line: 0).relativePath(to: folder)
        if let number = numbers[frame] { return number }
        numbers[frame] = frames.count
        frames.append(frame)
        return frames.count - 1
    }
}
