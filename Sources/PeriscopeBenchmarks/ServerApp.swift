import ArgumentParser
import Foundation
import GRDB
import Hummingbird
import Logging
import Mustache
import NIOCore
import Periscope
import PeriscopeGRDB
import PeriscopeHummingbird
import PeriscopeMustache
import ServiceLifecycle

/// The server that `server` measures: a page with one query, one render and one log line.
///
/// Says its port on standard output, and its CPU time, in nanoseconds, for each line on standard input; ends with it.
struct ServerApp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server-app", abstract: "The server that `server` starts and measures.", shouldDisplay: false)

    /// What the page does.
    enum Work: String, ExpressibleByArgument {
        case query, render, log, nothing

        static let all: [Work] = [.query, .render, .log]
    }

    static let path = "/authors/7"

    @Flag(help: "Without a line of the probe's.")
    var plain = false

    @Option(help: "The app's name.")
    var name = "app"

    @Option(parsing: .upToNextOption, help: "What the page does.")
    var work = Work.all

    func run() async throws {
        let probe = plain ? nil : Probe(app: name)
        if let probe {
            probe.bootstrap(logging: { StreamLogHandler.standardError(label: $0) })
        } else {
            LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        }
        let router = Router()
        if let probe { router.add(middleware: PeriscopeMiddleware(probe)) }
        try addPage(to: router, database: try Shelf.open(probe), render: try AuthorPage.renderer(probe))
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            services: probe.map { [$0] } ?? [],
            onServerRunning: { channel in Self.say(channel.localAddress?.port ?? 0) },
            logger: Logger(label: name))
        Self.answer()
        try await app.runService()
    }

    private func addPage(
        to router: Router<BasicRequestContext>, database: DatabaseQueue,
        render: @escaping @Sendable (AuthorPage) -> String?
    ) throws {
        let (queries, renders, logs) = (work.contains(.query), work.contains(.render), work.contains(.log))
        let shelf = try database.read { try Shelf.books(of: 7, in: $0) }
        router.get("/authors/{id}") { _, context in
            let author = try context.parameters.require("id", as: Int.self)
            let books = queries ? try await database.read { try Shelf.books(of: author, in: $0) } : shelf
            if logs {
                context.logger.info("listed the books", metadata: ["author": "\(author)", "books": "\(books.count)"])
            }
            let page = AuthorPage(title: "Author \(author)", books: books)
            guard let html = renders ? render(page) : "<h1>\(page.title)</h1>" else {
                throw HTTPError(.internalServerError)
            }
            return Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: html)))
        }
    }

    /// Answers each line with the CPU time so far, on a thread that otherwise sleeps.
    private static func answer() {
        Thread.detachNewThread {
            while readLine() != nil { say(Stopwatch.processCPU()) }
            Self.exit()
        }
    }

    private static func say(_ number: some BinaryInteger) {
        FileHandle.standardOutput.write(Data("\(number)\n".utf8))
    }
}

/// What the page shows.
struct AuthorPage {
    let title: String
    let books: [ShelfBook]

    private static let template = """
        <!doctype html>
        <html><head><title>{{title}}</title></head><body><h1>{{title}}</h1><ul>
        {{#books}}<li><a href="/books/{{id}}">{{title}}</a> {{price}}</li>
        {{/books}}</ul></body></html>
        """

    /// Renders as an app would: through its library, or through the one that the probe traces.
    static func renderer(_ probe: Probe?) throws -> @Sendable (AuthorPage) -> String? {
        var library = MustacheLibrary()
        try library.register(template, named: "author")
        guard let probe else { return { [library] in library.render($0, withTemplate: "author") } }
        let traced = probe.traced(library, partials: true)
        return { traced.render($0, withTemplate: "author") }
    }
}

struct ShelfBook: Sendable, FetchableRecord {
    let id: Int64
    let title: String
    let price: Int

    init(row: Row) {
        id = row[0]
        title = row[1]
        price = row[2]
    }
}

/// The database, in memory.
enum Shelf {
    static func open(_ probe: Probe?) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.label = "shelf"
        if let probe { configuration.trace(with: probe) }
        let database = try DatabaseQueue(configuration: configuration)
        try database.write { db in
            try db.execute(sql: "CREATE TABLE book (id INTEGER PRIMARY KEY, author INTEGER, title TEXT, price INTEGER)")
            try db.execute(sql: "CREATE INDEX book_author ON book (author)")
            for number in 0..<1_000 {
                try db.execute(
                    sql: "INSERT INTO book (author, title, price) VALUES (?, ?, ?)",
                    arguments: [number % 200, "Book number \(number)", 500 + number])
            }
        }
        return database
    }

    /// Five rows.
    static func books(of author: Int, in db: Database) throws -> [ShelfBook] {
        try ShelfBook.fetchAll(
            db, sql: "SELECT id, title, price FROM book WHERE author = ? ORDER BY id", arguments: [author])
    }
}
