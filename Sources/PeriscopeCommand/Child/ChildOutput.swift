import Dispatch
import PeriscopeHistory
import PeriscopeUI
import Synchronization
import SystemPackage

/// Reads what a child writes, on a queue of its own, so that the child never waits for a screen that is busy, or handed
/// to an editor.
///
/// Between two calls of `take` it keeps the newest lines and counts the others. The loop is woken at most every
/// 16 ms, however much comes.
final class ChildOutput {
    /// What came since it was last asked.
    struct News {
        var lines: [UIEnvironment.ChildLine]
        /// The beginning of a line that has no end yet, such as a prompt.
        var unfinished: UIEnvironment.ChildLine?
        /// Older lines that were let go.
        var cut: UInt64
    }

    private let reader: Reader
    private let source: any DispatchSourceRead

    /// - Parameters:
    ///   - descriptor: one that never waits.
    ///   - lineLimit: lines kept between two calls of `take`.
    ///   - onNews: called on a queue.
    init(_ descriptor: FileDescriptor, lineLimit: Int, onNews: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "periscope.child-output")
        let reader = Reader(descriptor, lineLimit: lineLimit, queue: queue, onNews: onNews)
        self.reader = reader
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor.rawValue, queue: queue)
        source.setEventHandler { reader.read() }
        source.resume()
    }

    deinit {
        source.cancel()
    }

    /// What has come; nil where nothing has.
    func take() -> News? { reader.take() }
}

extension ChildOutput {
    private final class Reader: Sendable {
        private struct State {
            var splitter = LineSplitter()
            var lines: [UIEnvironment.ChildLine] = []
            var cut: UInt64 = 0
            var hasNews = false
            var isRung = false
            var lastRing: Int64 = 0
        }

        private static let pieceBytes = 1 << 14
        /// Read in one go, before others have the queue.
        private static let piecesAtOnce = 16
        private static let ringNanoseconds: Int64 = 16_000_000

        private let descriptor: FileDescriptor
        private let lineLimit: Int
        private let queue: DispatchQueue
        private let onNews: @Sendable () -> Void
        private let state = Mutex(State())

        init(
            _ descriptor: FileDescriptor, lineLimit: Int, queue: DispatchQueue, onNews: @escaping @Sendable () -> Void
        ) {
            self.descriptor = descriptor
            self.lineLimit = lineLimit
            self.queue = queue
            self.onNews = onNews
        }

        func read() {
            var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
            var hasRead = false
            for _ in 0..<Self.piecesAtOnce {
                piece.append(contentsOf: repeatElement(0, count: Self.pieceBytes - piece.count))
                let count = piece.withUnsafeMutableBytes { try? descriptor.read(into: $0, retryOnInterrupt: true) } ?? 0
                guard count > 0 else { break }
                hasRead = true
                piece.removeLast(piece.count - count)
                feed(piece)
            }
            if hasRead { ring() }
        }

        private func feed(_ bytes: [UInt8]) {
            let now = WallClock.now()
            state.withLock { state in
                state.hasNews = true
                state.splitter.feed(bytes) { state.lines.append(.init(text: $0, at: now)) }
                guard state.lines.count > 2 * lineLimit else { return }
                let surplus = state.lines.count - lineLimit
                state.lines.removeFirst(surplus)
                state.cut &+= UInt64(surplus)
            }
        }

        /// Now, if the last time is long enough ago, else a little later.
        private func ring() {
            let wait = state.withLock { state -> Int64? in
                guard !state.isRung else { return nil }
                state.isRung = true
                let now = MonotonicTime.now()
                let wait = max(0, state.lastRing + Self.ringNanoseconds - now)
                state.lastRing = now + wait
                return wait
            }
            switch wait {
            case nil: break
            case 0: onNews()
            case let wait?: queue.asyncAfter(deadline: .now() + .nanoseconds(Int(wait)), execute: onNews)
            }
        }

        func take() -> News? {
            state.withLock { state in
                state.isRung = false
                guard state.hasNews else { return nil }
                state.hasNews = false
                let surplus = max(0, state.lines.count - lineLimit)
                state.lines.removeFirst(surplus)
                let unfinished = state.splitter.unfinished.map {
                    UIEnvironment.ChildLine(text: $0, at: WallClock.now())
                }
                let news = News(lines: state.lines, unfinished: unfinished, cut: state.cut &+ UInt64(surplus))
                state.lines = []
                state.cut = 0
                return news
            }
        }
    }
}
