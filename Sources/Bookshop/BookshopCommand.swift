import ArgumentParser
import Logging
import Periscope

/// The demo server of Periscope: a small shop with everything that a toolbar can show.
@main
struct BookshopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bookshop",
        abstract: "A small bookshop to look at with periscope.",
        discussion: "Stops on SIGINT and SIGTERM. Log lines go to standard error.")

    @Option(help: "The address to listen on.")
    var hostname = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(help: "A SQLite file, made and filled when there is none. Without it, a temporary one.")
    var database: String?

    @Option(help: "How many visitors walk through the shop all the time.")
    var visitors = 0

    @Option(help: "The least level of log lines.")
    var logLevel = Logger.Level.info

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard (0...100).contains(visitors) else { throw ValidationError("--visitors is a number from 0 to 100.") }
    }

    func run() async throws {
        let probe = Probe(app: "bookshop")
        let level = logLevel
        probe.bootstrap(logging: { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        })
        let options = ShopOptions(hostname: hostname, port: port, database: database, visitors: visitors)
        try await Shop(options: options, probe: probe).run()
    }
}
