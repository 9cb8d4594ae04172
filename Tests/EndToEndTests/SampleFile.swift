import Foundation

/// Requests as `tail --json` writes them, which `periscope open` shows: a toolbar without a server.
enum SampleFile {
    /// Thirty requests, `/item/1` to `/item/30`, the newest first on screen; the last one with a query that has a place
    /// in the source, and with a letter that ASCII does not have.
    static func write(_ place: Workplace, source: String = "Sources/Shop/Item.swift:12") throws -> String {
        let file = place.path("requests.jsonl")
        let lines = (1...30).map { number in
            """
            {"v":1,"type":"request","kind":"http","id":"00f067aa0ba9\(String(format: "%04x", number))",\
            "app":"shop","pid":1,"method":"GET","path":"/item/\(number)","query":"größe=ü",\
            "route":"/item/{id}","status":200,"state":"finished",\
            "started_at":"2026-01-01T00:00:\(String(format: "%02d", number)).000000Z","duration_ms":\(number).5,\
            "sql":{"count":1,"duration_ms":0.5},"queries":[{"id":"00f067aa0bb9\(String(format: "%04x", number))",\
            "parent":null,"offset_ms":0.1,"duration_ms":0.5,"sql":"SELECT name FROM item WHERE id = ?",\
            "fingerprint":"select name from item where id = ?","values":["\(number)"],"rows":1,\
            "connection":"reader","call_site":"\(source)"}]}
            """
        }
        try (lines.joined(separator: "\n") + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// The toolbar on the sample in a raw terminal, once its first frame is there.
    static func terminal(
        _ place: Workplace, columns: UInt16 = 80, rows: UInt16 = 24, environment: [String: String] = [:]
    ) throws -> RawTerminal {
        let terminal = try RawTerminal(
            [Binaries.periscope, "open", try write(place)], columns: columns, rows: rows, environment: environment,
            folder: place.folder.path())
        try terminal.waitFor("/item/30")
        return terminal
    }
}
