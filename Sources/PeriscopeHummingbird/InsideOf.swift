import Synchronization

/// How a wrapped middleware tells the one outside it that it is there; one for each call of `next`.
final class InsideOf: Sendable {
    /// The nearest of our middlewares that the running task is inside of.
    @TaskLocal static var current: InsideOf?

    private let traced = Atomic<Bool>(false)

    var hasTraced: Bool { traced.load(ordering: .relaxed) }

    func noteTraced() {
        traced.store(true, ordering: .relaxed)
    }

    /// Runs the body inside of this, if there is anything to be told.
    nonisolated(nonsending) static func bound<R>(
        _ inside: InsideOf?, _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        guard let inside else { return try await body() }
        return try await $current.withValue(inside) { try await body() }
    }
}
