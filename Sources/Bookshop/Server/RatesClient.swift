import Foundation
import HTTPTypes
import Tracing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Asks the exchange-rate server, which is this shop itself, over HTTP and in a client span.
struct RatesClient: Sendable {
    private let address: ServerAddress
    private let session: URLSession

    init(address: ServerAddress) {
        self.address = address
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 5
        session = URLSession(configuration: configuration)
    }

    /// Today's table.
    ///
    /// Throws `RatesUnavailable` when the server does not answer with 200.
    func today() async throws -> RateTable {
        guard let url = address.url?.appending(path: "api/rates") else { throw RatesUnavailable(status: 0) }
        return try await withSpan("GET", ofKind: .client) { span in
            span.attributes["http.request.method"] = "GET"
            span.attributes["url.full"] = url.absoluteString
            span.attributes["server.address"] = url.host() ?? ""
            span.attributes["server.port"] = url.port ?? 80
            var request = URLRequest(url: url)
            InstrumentationSystem.instrument.inject(span.context, into: &request, using: URLRequestInjector())
            let (data, response) = try await session.data(for: request)
            let status = (response as? HTTPURLResponse)?.statusCode ?? 0
            span.attributes["http.response.status_code"] = status
            guard status == 200 else { throw RatesUnavailable(status: status) }
            return try JSONDecoder().decode(RateTable.self, from: data)
        }
    }
}
