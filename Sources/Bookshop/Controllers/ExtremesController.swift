import GRDB
import Hummingbird
import Logging
import ServiceLifecycle

/// What every shop meets some day: an error, a wait, a stream and a busy processor.
struct ExtremesController: Sendable {
    private static let chunks = 8

    let database: DatabasePool

    func addRoutes(to router: Router<ShopContext>) {
        router.get("error", use: fail)
        router.get("slow", use: wait)
        router.get("stream", use: stream)
        router.get("cpu", use: compute)
    }

    @Sendable
    func fail(_ request: Request, context: ShopContext) async throws -> String {
        context.logger.warning("The printer is asked for a receipt", metadata: ["printer": "counter 2"])
        throw PrinterJam(printer: "counter 2", pages: 3)
    }

    @Sendable
    func wait(_ request: Request, context: ShopContext) async throws -> String {
        let seconds = try request.number("seconds", default: 5, in: 0...60)
        let stock = try await database.read { db in try Int.fetchOne(db, sql: "SELECT sum(stock) FROM book") ?? 0 }
        context.logger.info("Waiting for the warehouse", metadata: ["seconds": "\(seconds)"])
        try await sleep(.seconds(seconds))
        return "The warehouse counted \(stock) books in \(seconds) seconds.\n"
    }

    /// Writes a chunk every quarter of a second; the fifth is asked from the database while the others are under way.
    @Sendable
    func stream(_ request: Request, context: ShopContext) -> Response {
        let body = ResponseBody { writer in
            for chunk in 1...Self.chunks {
                let text = chunk == 5 ? try await Self.bestseller(database) : "chunk \(chunk) of \(Self.chunks)"
                try await writer.write(ByteBuffer(string: text + "\n"))
                context.logger.debug("Wrote a chunk", metadata: ["chunk": "\(chunk)"])
                try await sleep(.milliseconds(250))
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: body)
    }

    @Sendable
    func compute(_ request: Request, context: ShopContext) throws -> String {
        let milliseconds = try request.number("ms", default: 100, in: 0...5_000)
        let result = PrimeSearch.run(for: .milliseconds(milliseconds))
        context.logger.debug("Computed", metadata: ["primes": "\(result.count)"])
        return "\(result.count) primes, the last of them \(result.last).\n"
    }

    /// Sleeps, but not longer than the shop is open.
    private func sleep(_ duration: Duration) async throws {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
        } catch is CancellationError {
            throw HTTPError(.serviceUnavailable, message: "The shop is closing.")
        }
    }

    private static func bestseller(_ database: DatabasePool) async throws -> String {
        let title = try await database.read { db in
            try String.fetchOne(db, sql: "SELECT title FROM book ORDER BY stock, id LIMIT 1")
        }
        return "nearly gone: \(title ?? "nothing")"
    }
}
