import NIOCore
import NIOHTTP1

/// Reads an answer to its end, and gives its status.
///
/// It belongs to its channel's event loop.
final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let answer: EventLoopPromise<Int>
    private let timeout: TimeAmount
    private let limit: Int
    private var status: Int?
    private var bytes = 0
    private var isDone = false
    private var deadline: Scheduled<Void>?

    init(_ answer: EventLoopPromise<Int>, timeout: TimeAmount, limit: Int) {
        self.answer = answer
        self.timeout = timeout
        self.limit = limit
    }

    func channelActive(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: timeout) {
            let (handler, context) = bound.value
            handler.end(context, failing: ExchangeFailure.noAnswer)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(let piece):
            bytes += piece.readableBytes
            // Its status is known, and its end would only cost time.
            if bytes > limit { end(context) }
        case .end: end(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(context, failing: ExchangeFailure.closed)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(context, failing: error)
    }

    private func end(_ context: ChannelHandlerContext, failing error: (any Error)? = nil) {
        guard !isDone else { return }
        isDone = true
        deadline?.cancel()
        if let status, error == nil {
            answer.succeed(status)
        } else {
            answer.fail(error ?? ExchangeFailure.closed)
        }
        context.close(promise: nil)
    }
}
