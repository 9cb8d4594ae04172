import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// What a visitor's browser does: requests, each on a connection of its own, and no following of redirects.
///
/// It opens no span, so that the shop's requests hold the shop's work only.
struct ShopClient: Sendable {
    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    let hostname: String
    let port: Int

    func get(_ path: String, cookie: String?) async throws -> ShopAnswer {
        try await send(.GET, path, cookie: cookie)
    }

    func postForm(_ path: String, _ fields: [(String, String)], cookie: String?) async throws -> ShopAnswer {
        var form = URLComponents()
        form.queryItems = fields.map { URLQueryItem(name: $0.0, value: $0.1) }
        let body = ByteBuffer(string: form.percentEncodedQuery ?? "")
        return try await send(.POST, path, cookie: cookie, type: "application/x-www-form-urlencoded", body: body)
    }

    func postJSON(_ path: String, _ body: some Encodable, cookie: String?) async throws -> ShopAnswer {
        let body = ByteBuffer(bytes: try JSONEncoder().encode(body))
        return try await send(.POST, path, cookie: cookie, type: "application/json", body: body)
    }

    private func send(
        _ method: HTTPMethod, _ path: String, cookie: String?, type: String? = nil, body: ByteBuffer = ByteBuffer()
    ) async throws -> ShopAnswer {
        var headers: HTTPHeaders = ["host": "\(hostname):\(port)", "user-agent": "polite-visitor/1.0"]
        headers.add(name: "connection", value: "close")
        if let cookie { headers.add(name: "cookie", value: cookie) }
        if let type { headers.add(name: "content-type", value: type) }
        if method == .POST { headers.add(name: "content-length", value: "\(body.readableBytes)") }
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
        return try await connect().executeThenClose { inbound, outbound in
            try await outbound.write(contentsOf: [.head(head), .body(.byteBuffer(body)), .end(nil)])
            return try await answer(from: inbound)
        }
    }

    private func connect() async throws -> Connection {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(.seconds(5))
            .connect(host: hostname, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Reads to the end of the body, as a browser does, and keeps the head.
    private func answer(from inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>) async throws -> ShopAnswer {
        var head: HTTPResponseHead?
        for try await part in inbound {
            switch part {
            case .head(let first): head = first
            case .body: continue
            case .end: return ShopAnswer(head)
            }
        }
        return ShopAnswer(head)
    }
}
