import Synchronization

/// Whether any middleware of this process was wrapped; if none, the handler span needs no guessing.
enum TracedMiddlewares {
    private static let any = Atomic<Bool>(false)

    static var exist: Bool { any.load(ordering: .relaxed) }

    static func noteOne() {
        any.store(true, ordering: .relaxed)
    }
}
