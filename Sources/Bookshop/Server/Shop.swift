import Foundation
import GRDB
import Hummingbird
import Logging
import Periscope
import PeriscopeGRDB
import PeriscopeHummingbird
import PeriscopeMustache
import ServiceLifecycle

/// The whole shop: database, pages, routes, middleware and visitors, put together.
struct Shop {
    let options: ShopOptions
    let probe: Probe

    /// Opens the shop, serves until SIGINT or SIGTERM, and tidies up.
    ///
    /// Throws a `ShopFailure` when the address or the database cannot be used.
    func run() async throws {
        let logger = Logger(label: "bookshop")
        let location = try options.database.map(DatabaseLocation.file) ?? .temporary()
        do {
            let database = try ShopDatabase(at: location, configuration: databaseConfiguration())
            defer { close(database, logger: logger) }
            try await serve(database, logger: logger)
        } catch is CancellationError {
            logger.info("The shop was closed before it opened")
        } catch {
            throw ShopFailure.explain(error, options: options, database: location.path)
        }
    }

    private func serve(_ database: ShopDatabase, logger: Logger) async throws {
        let address = ServerAddress(hostname: options.hostname)
        let pages = Pages(library: probe.traced(try TemplateLibrary.load(), partials: true))
        let router = makeRouter(database: database.pool, pages: pages, rates: RatesClient(address: address))
        let visitors = VisitorService(count: options.visitors, address: address)
        var app = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(options.hostname, port: options.port)),
            services: [probe, visitors],
            onServerRunning: { channel in
                address.open(port: channel.localAddress?.port ?? options.port)
                logger.notice("The bookshop is open at \(address.url?.absoluteString ?? options.hostname)")
            },
            logger: logger)
        app.beforeServerStarts {
            try await cancelWhenGracefulShutdown { try await database.prepare(logger: logger) }
        }
        try await app.runService()
    }

    private func close(_ database: ShopDatabase, logger: Logger) {
        do {
            try database.close()
        } catch {
            logger.warning("The database did not close well", metadata: ["error": "\(error)"])
        }
    }

    private func databaseConfiguration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "shop"
        configuration.busyMode = .timeout(5)
        configuration.trace(with: probe)
        return configuration
    }

    private func makeRouter(database: DatabasePool, pages: Pages, rates: RatesClient) -> Router<ShopContext> {
        let router = Router(context: ShopContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: PeriscopeMiddleware(probe))
        router.add(middleware: SecurityHeadersMiddleware())
        router.add(middleware: RequestLogMiddleware())
        router.add(middleware: ProblemPageMiddleware(pages: pages))
        router.add(middleware: probe.traced(SessionMiddleware(database: database)))
        router.add(middleware: probe.traced(AuditMiddleware(database: database)))

        HomeController(database: database, pages: pages).addRoutes(to: router)
        BookController(database: database, pages: pages).addRoutes(to: router)
        AuthorController(database: database, pages: pages).addRoutes(to: router)
        SearchController(database: database, pages: pages).addRoutes(to: router)
        ReportController(database: database, pages: pages).addRoutes(to: router)
        SessionController(database: database, pages: pages).addRoutes(to: router)
        CheckoutController(database: database, pages: pages).addRoutes(to: router)
        BookAPIController(database: database, rates: rates).addRoutes(to: router)
        RatesController().addRoutes(to: router)
        ExtremesController(database: database).addRoutes(to: router)
        HealthController(database: database).addRoutes(to: router)
        StaticController().addRoutes(to: router)
        return router
    }
}
