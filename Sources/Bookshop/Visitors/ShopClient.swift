import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What a visitor's browser does: requests, with one cookie and without following redirects.
///
/// It opens no span, so that the shop's requests hold the shop's work only.
struct ShopClient: Sendable {
    private let shop: URL
    private let session: URLSession

    init(shop: URL) {
        self.shop = shop
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.timeoutIntervalForRequest = 30
        configuration.httpAdditionalHeaders = ["User-Agent": "polite-visitor/1.0"]
        session = URLSession(configuration: configuration, delegate: RedirectRefusal(), delegateQueue: nil)
    }

    func get(_ path: String, cookie: String?) async throws -> ShopAnswer {
        try await send(request(path, cookie: cookie))
    }

    func postForm(_ path: String, _ fields: [(String, String)], cookie: String?) async throws -> ShopAnswer {
        var request = try request(path, cookie: cookie)
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        var form = URLComponents()
        form.queryItems = fields.map { URLQueryItem(name: $0.0, value: $0.1) }
        request.httpBody = Data((form.percentEncodedQuery ?? "").utf8)
        return try await send(request)
    }

    func postJSON(_ path: String, _ body: some Encodable, cookie: String?) async throws -> ShopAnswer {
        var request = try request(path, cookie: cookie)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = try JSONEncoder().encode(body)
        return try await send(request)
    }

    func close() {
        session.invalidateAndCancel()
    }

    private func request(_ path: String, cookie: String?) throws -> URLRequest {
        guard let url = URL(string: path, relativeTo: shop) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        if let cookie { request.setValue(cookie, forHTTPHeaderField: "Cookie") }
        return request
    }

    private func send(_ request: URLRequest) async throws -> ShopAnswer {
        let (_, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        let cookie = response.value(forHTTPHeaderField: "Set-Cookie").flatMap { $0.split(separator: ";").first }
        return ShopAnswer(status: response.statusCode, cookie: cookie.map(String.init))
    }
}
