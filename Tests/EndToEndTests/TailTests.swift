import Foundation
import Testing

extension EndToEnd {
    /// The shop's requests as `periscope tail --json` prints them.
    @Suite(.serialized)
    struct TailTests {
        struct Page {
            let method: String
            let target: String
            let route: String?
            let status: Int
            var form: String?
            var queries: Int?
            var renders: Int?
            var state = "finished"
        }

        static let pages: [Page] = [
            Page(method: "GET", target: "/", route: "/", status: 200),
            Page(method: "GET", target: "/books?page=2", route: "/books", status: 200),
            Page(method: "GET", target: "/books/7", route: "/books/{id}", status: 200),
            Page(method: "GET", target: "/authors", route: "/authors", status: 200, queries: 51),
            Page(method: "GET", target: "/authors/fixed", route: "/authors/fixed", status: 200, queries: 2),
            Page(method: "GET", target: "/search?q=dragon", route: "/search", status: 200),
            Page(method: "GET", target: "/reports/sales", route: "/reports/sales", status: 200),
            Page(method: "GET", target: "/login", route: "/login", status: 200, queries: 0),
            Page(method: "GET", target: "/checkout", route: "/checkout", status: 200),
            Page(method: "GET", target: "/api/books", route: "/api/books", status: 200, renders: 0),
            Page(method: "GET", target: "/api/books/7", route: "/api/books/{id}", status: 200, renders: 0),
            Page(method: "GET", target: "/api/books/7/price", route: "/api/books/{id}/price", status: 200),
            Page(method: "GET", target: "/error", route: "/error", status: 500, state: "failed"),
            Page(method: "GET", target: "/slow?seconds=1", route: "/slow", status: 200),
            Page(method: "GET", target: "/stream", route: "/stream", status: 200),
            Page(method: "GET", target: "/cpu?ms=20", route: "/cpu", status: 200),
            Page(method: "GET", target: "/healthz", route: "/healthz", status: 200),
            Page(method: "GET", target: "/static/shop.css", route: "/static/{file}", status: 200),
            Page(method: "GET", target: "/nowhere", route: nil, status: 404),
            Page(method: "GET", target: "/books/999999", route: "/books/{id}", status: 404),
            Page(method: "HEAD", target: "/books/8", route: "/books/{id}", status: 200),
        ]

        @Test("Every page gives one object with its route, status and counts", arguments: [true, false])
        func everyPage(tailFirst: Bool) throws {
            let place = try Workplace()
            var tail = tailFirst ? try RunningTail(socket: place.socket) : nil
            let shop = try RunningBookshop(socket: place.socket)
            if tail == nil { tail = try RunningTail(socket: place.socket) }
            let running = try #require(tail)
            try running.waitForApp()

            for page in Self.pages {
                let answer = try HTTPConnection(port: shop.port).send(page.method, page.target)
                #expect(answer.status == page.status, "\(page.target)")
            }
            for page in Self.pages {
                let parts = page.target.split(separator: "?", maxSplits: 1).map(String.init)
                let object = try running.object(
                    path: parts[0], query: parts.count > 1 ? parts[1] : nil, method: page.method)
                Self.check(object, against: page)
            }
            let visits = try running.objects().filter { ($0["path"] as? String) != "/healthz" }
            // The price page calls /api/rates of the same server.
            let own = visits.filter { ($0["path"] as? String)?.hasPrefix("/api/rates") != true }
            #expect(own.count == Self.pages.count - 1)
        }

        private static func check(_ object: [String: Any], against page: Page) {
            #expect(object["route"] as? String == page.route, "\(page.target)")
            #expect(object["status"] as? Int == page.status, "\(page.target)")
            #expect(object["state"] as? String == page.state, "\(page.target)")
            #expect(object["app"] as? String == "bookshop")
            #expect(
                object["v"] as? Int == 1 && object["type"] as? String == "request"
                    && object["kind"] as? String == "http")
            #expect((object["id"] as? String)?.count == 16 && (object["trace_id"] as? String)?.count == 32)
            #expect((object["duration_ms"] as? Double ?? -1) > 0, "\(page.target)")
            #expect(object["dropped"] as? Int == 0, "\(page.target)")
            let sql = object["sql"] as? [String: Any]
            let templates = object["templates"] as? [String: Any]
            if let queries = page.queries { #expect(sql?["count"] as? Int == queries, "\(page.target)") }
            if let renders = page.renders { #expect(templates?["count"] as? Int == renders, "\(page.target)") }
            let listed = (object["queries"] as? [[String: Any]] ?? []).filter { $0["housekeeping"] as? Bool == false }
            #expect(sql?["count"] as? Int == listed.count, "\(page.target)")
            #expect(templates?["count"] as? Int == (object["renders"] as? [Any])?.count, "\(page.target)")
        }

        @Test("One object holds the SQL, values, rows, renders, logs, headers and spans of its request")
        func details() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            _ = try shop.get("/books/7", headers: [("x-flavour", "vanilla")])
            let object = try tail.object(path: "/books/7")
            let queries = (object["queries"] as? [[String: Any]] ?? []).filter { $0["housekeeping"] as? Bool == false }
            let byID = try #require(queries.first { ($0["values"] as? [String])?.first == "7" })
            #expect((byID["sql"] as? String)?.contains("?") == true)
            #expect(byID["rows"] as? Int == 1)
            #expect((byID["connection"] as? String)?.isEmpty == false)
            let renders = try #require(object["renders"] as? [[String: Any]])
            #expect(renders.count >= 2, "the page and its layout or partials")
            #expect(renders.contains { ($0["output_bytes"] as? Int ?? 0) > 100 })
            let headers = try #require((object["request"] as? [String: Any])?["headers"] as? [[String]])
            #expect(headers.contains(["x-flavour", "vanilla"]))
            let spans = try #require(object["spans"] as? [[String: Any]])
            #expect(spans.contains { $0["kind"] as? String == "handler" })
            let response = try #require(object["response"] as? [String: Any])
            #expect((response["body"] as? String)?.contains("<html") == true)
            #expect((object["logs"] as? [Any])?.isEmpty == false)
        }

        @Test("An outgoing call is a client span of its request, and a thrown error has its type and message")
        func callsAndErrors() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            _ = try shop.get("/api/books/7/price")
            _ = try shop.get("/error")
            let price = try tail.object(path: "/api/books/7/price")
            let call = try #require((price["spans"] as? [[String: Any]])?.first { $0["kind"] as? String == "client" })
            let attributes = try #require(call["attributes"] as? [String: Any])
            #expect((attributes["url.full"] as? String)?.contains("/api/rates") == true)
            let failed = try tail.object(path: "/error")
            let error = try #require(failed["error"] as? [String: Any])
            #expect((error["type"] as? String)?.isEmpty == false && (error["message"] as? String)?.isEmpty == false)
        }

        @Test("A thousand requests by sixteen clients give a thousand objects, each with its own queries")
        func attribution() async throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            let reader = try RunningTail(socket: place.socket, isReader: true)
            try tail.waitForApp()
            try reader.waitForApp()
            let port = shop.port
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<16 {
                    group.addTask {
                        let connection = try HTTPConnection(port: port)
                        for number in stride(from: client, to: 1000, by: 16) {
                            let answer = try connection.send("GET", "/books/\(number + 1)?visit=\(number)")
                            guard answer.status == 200 else { throw TestFailure("\(answer.status)") }
                        }
                    }
                }
                try await group.waitForAll()
            }
            for output in [tail, reader] {
                let visits = try eventually("a thousand objects", within: 40) {
                    let visits = try output.objects().filter { ($0["query"] as? String)?.hasPrefix("visit=") == true }
                    return visits.count >= 1000 ? visits : nil
                }
                try Self.checkVisits(visits)
            }
        }

        private static func checkVisits(_ visits: [[String: Any]]) throws {
            #expect(visits.count == 1000)
            #expect(Set(visits.compactMap { $0["query"] as? String }).count == 1000)
            #expect(Set(visits.compactMap { $0["id"] as? String }).count == 1000)
            var counts: Set<Int> = []
            for visit in visits {
                let path = try #require(visit["path"] as? String)
                let id = String(path.dropFirst("/books/".count))
                let queries = (visit["queries"] as? [[String: Any]] ?? []).filter {
                    $0["housekeeping"] as? Bool == false
                }
                counts.insert(queries.count)
                for query in queries {
                    let values = query["values"] as? [Any] ?? []
                    #expect(values.first as? String == id, "\(path) has a query of another request")
                }
            }
            #expect(counts.count == 1, "every visit ran as many queries as the others: \(counts)")
        }
    }
}
