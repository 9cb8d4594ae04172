internal import PeriscopeInsight

/// A shared object that samples stood in, and what its addresses are called.
struct SampledModule: Sendable {
    let path: String
    /// The last part of the path.
    let name: String
    let isRuntime: Bool
    /// Another object was loaded from its path since: what lies there can name no address of this one any more.
    private(set) var isReplaced = false
    var unasked = AddressQueue()
    /// Innermost first; empty where there is no name.
    private var names: [UInt64: [SourceFrame]] = [:]

    init(path: String) {
        self.path = path
        name = path.split(separator: "/").last.map(String.init) ?? path
        isRuntime = FrameOrigin.isRuntime(module: name)
    }

    /// Keeps its names, and asks for no more.
    mutating func replace() {
        isReplaced = true
        unasked = AddressQueue()
    }

    /// Takes names in; those that were not asked for are passed over.
    mutating func name(_ frames: [UInt64: [SourceFrame]], pool: inout TextPool) {
        for (address, functions) in frames where names[address] == nil && unasked.knows(address) {
            names[address] = functions.map { $0.pooled(&pool) }
        }
    }

    /// The functions at an address, innermost first.
    func frames(at address: UInt64) -> [ProfileFrame] {
        let origin: ProfileFrame.Origin = isRuntime ? .runtime : .library
        guard let functions = names[address], !functions.isEmpty else {
            return [ProfileFrame(function: "", module: name, origin: origin)]
        }
        return functions.map { frame in
            ProfileFrame(frame, module: name, origin: frame.isApp && !isRuntime ? .app : origin)
        }
    }
}
