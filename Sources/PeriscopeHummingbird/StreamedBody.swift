import Synchronization

/// What is seen of a response's body that is written in pieces.
final class StreamedBody: Sendable {
    let capture: BodyCapture
    private let clientIsGone = Atomic<Bool>(false)

    init(limit: Int) {
        capture = BodyCapture(limit: limit)
    }

    /// A write to the client threw: what follows is not the app's fault.
    var isClientGone: Bool { clientIsGone.load(ordering: .relaxed) }

    func noteClientGone() {
        clientIsGone.store(true, ordering: .relaxed)
    }
}
