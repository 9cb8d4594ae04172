package import NIOCore
import NIOHTTP1
import NIOPosix
package import PeriscopeUI

/// One request over a connection of its own, and the whole of its answer, which is thrown away.
///
/// A redirect is an answer like any other.
package struct HTTPExchange {
    static let connectTimeout = TimeAmount.seconds(5)
    static let timeout = TimeAmount.seconds(30)
    /// Of a longer answer the end is not waited for.
    static let answerLimitBytes = 16 << 20

    private let group: any EventLoopGroup
    private let timeout: TimeAmount

    package init(group: any EventLoopGroup, timeout: TimeAmount? = nil) {
        self.group = group
        self.timeout = timeout ?? Self.timeout
    }

    /// Gives the status.
    /// - Throws: An ``ExchangeFailure``; at most after 30 seconds.
    package func send(_ request: OutgoingRequest, traceparent: String) async throws -> Int {
        let answer = group.any().makePromise(of: Int.self)
        let channel: any Channel
        do {
            channel = try await connect(to: request, answer)
        } catch {
            // The channel may have its handler already, or not have been made at all.
            answer.fail(ExchangeFailure(error, to: request))
            throw ExchangeFailure(error, to: request)
        }
        return try await withTaskCancellationHandler {
            try await write(request, traceparent, to: channel, answer)
            do {
                return try await answer.futureResult.get()
            } catch {
                throw ExchangeFailure(error, to: request)
            }
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private func connect(
        to request: OutgoingRequest, _ answer: EventLoopPromise<Int>
    ) async throws -> any Channel {
        let timeout = timeout
        return try await ClientBootstrap(group: group)
            .connectTimeout(Self.connectTimeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        AnswerHandler(answer, timeout: timeout, limit: Self.answerLimitBytes))
                }
            }
            .connect(host: request.host, port: request.port).get()
    }

    /// What can't be written, such as a header that is none, fails the answer.
    private func write(
        _ request: OutgoingRequest, _ traceparent: String, to channel: any Channel, _ answer: EventLoopPromise<Int>
    ) async throws {
        var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        headers.replaceOrAdd(name: "traceparent", value: traceparent)
        headers.replaceOrAdd(name: "connection", value: "close")
        let needsLength = ["POST", "PUT", "PATCH"].contains(request.method)
        if let body = request.body {
            headers.replaceOrAdd(name: "content-length", value: "\(body.utf8.count)")
        } else if needsLength {
            headers.replaceOrAdd(name: "content-length", value: "0")
        }
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.target, headers: headers)
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if let body = request.body {
            channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(string: body))), promise: nil)
        }
        do {
            try await channel.writeAndFlush(HTTPClientRequestPart.end(nil)).get()
        } catch {
            channel.close(promise: nil)
            throw ExchangeFailure(error, to: request)
        }
    }
}
