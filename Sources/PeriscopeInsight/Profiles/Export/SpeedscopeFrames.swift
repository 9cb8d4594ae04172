/// The list of frames that a speedscope file's samples point into.
struct SpeedscopeFrames {
    struct Frame {
        var name: String
        var file = ""
        var line = 0
    }

    private(set) var frames: [Frame] = []
    private let profile: CPUProfile
    private var lines: [Int]
    private var functions: [Int: Int] = [:]
    private var cuts: [Int: Int] = [:]
    private var unknown: Int?

    init(_ profile: CPUProfile) {
        self.profile = profile
        lines = profile.commonestLines
    }

    /// The frames of a stack, new ones put on the list; `[unknown]` for samples without any.
    mutating func indices(of stack: [ProfileStacks.Step]) -> [Int] {
        guard !stack.isEmpty else {
            let index = unknown ?? add(Frame(name: ProfileFunction.unknown))
            unknown = index
            return [index]
        }
        return stack.map { step in
            switch step {
            case .node(let node): index(of: profile.nodes[node].function)
            case .cut(let count): index(ofCut: count)
            }
        }
    }

    private mutating func index(of function: Int) -> Int {
        if let index = functions[function] { return index }
        let known = profile.functions[function]
        let file = known.path.isEmpty ? known.module : known.path
        let index = add(
            Frame(
                name: known.exportName, file: ProfileFunction.printable(file),
                line: known.path.isEmpty ? 0 : lines[function]))
        functions[function] = index
        return index
    }

    private mutating func index(ofCut count: Int) -> Int {
        if let index = cuts[count] { return index }
        let index = add(Frame(name: ProfileFunction.cut(count)))
        cuts[count] = index
        return index
    }

    private mutating func add(_ frame: Frame) -> Int {
        frames.append(frame)
        return frames.count - 1
    }
}
