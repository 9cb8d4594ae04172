import NIOCore
import PeriscopeWire

// For databases, templates and work without an adapter. Each call has a twin for asynchronous bodies.
extension Probe {
    /// Takes down a query that the body runs.
    ///
    /// ```swift
    /// let books = try probe.query("SELECT * FROM book WHERE author = ?", values: [author]) {
    ///     try connection.rows("SELECT * FROM book WHERE author = ?", author)
    /// }
    /// ```
    ///
    /// Rows are counted where the result is an array or another random-access collection, or an optional.
    /// An error is taken down and thrown on. Costs two appends under a lock, and the body alone while the
    /// probe is off.
    ///
    /// - Parameters:
    ///   - sql: the text with placeholders.
    ///   - values: what stands for them, in order; nil is NULL. Values of sensitive columns are masked.
    ///   - system: OpenTelemetry's `db.system.name`, such as "postgresql".
    ///   - connection: which connection ran it, where there are several.
    ///   - body: runs the query.
    /// - Returns: what the body returns.
    public func query<R>(
        _ sql: String, values: [(any CustomStringConvertible & Sendable)?] = [], system: String = "",
        connection: String = "", _ body: () throws -> R
    ) rethrows -> R {
        guard let measure = CallMeasure(self, .query, name: sql) else { return try body() }
        let query = CapturedQuery(sql: sql, values: values, connection: connection, system: system)
        return try measure.run(body) { query.detail(rows: Self.rows(in: $0)) }
    }

    /// Takes down a query that the body runs, with the number of rows that `rows` finds in the result.
    ///
    /// ```swift
    /// let page = try probe.query(sql, rows: { $0.items.count }) { try load() }
    /// ```
    public func query<R>(
        _ sql: String, values: [(any CustomStringConvertible & Sendable)?] = [], system: String = "",
        connection: String = "", rows: (R) -> Int, _ body: () throws -> R
    ) rethrows -> R {
        guard let measure = CallMeasure(self, .query, name: sql) else { return try body() }
        let query = CapturedQuery(sql: sql, values: values, connection: connection, system: system)
        return try measure.run(body) { query.detail(rows: $0.map(rows) ?? 0) }
    }

    /// Takes down a query that the body runs; the body stays where it is isolated.
    public nonisolated(nonsending) func query<R>(
        _ sql: String, values: [(any CustomStringConvertible & Sendable)?] = [], system: String = "",
        connection: String = "", _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        guard let measure = CallMeasure(self, .query, name: sql) else { return try await body() }
        let query = CapturedQuery(sql: sql, values: values, connection: connection, system: system)
        return try await measure.run(body) { query.detail(rows: Self.rows(in: $0)) }
    }

    /// Takes down a query that the body runs, with the number of rows that `rows` finds in the result.
    public nonisolated(nonsending) func query<R>(
        _ sql: String, values: [(any CustomStringConvertible & Sendable)?] = [], system: String = "",
        connection: String = "", rows: (R) -> Int, _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        guard let measure = CallMeasure(self, .query, name: sql) else { return try await body() }
        let query = CapturedQuery(sql: sql, values: values, connection: connection, system: system)
        return try await measure.run(body) { query.detail(rows: $0.map(rows) ?? 0) }
    }

    /// Takes down a template's render; its size is that of the text that the body returns.
    ///
    /// ```swift
    /// let html = try probe.render("authors") { try template.render(["authors": authors]) }
    /// ```
    ///
    /// Renders nest: one inside the body is this one's child. An error is taken down and thrown on.
    public func render<R>(_ name: String, _ body: () throws -> R) rethrows -> R {
        guard let measure = CallMeasure(self, .render, name: name) else { return try body() }
        return try measure.run(body) { .render(CapturedRender(outputBytes: Self.bytes(in: $0))) }
    }

    /// Takes down a template's render; the body stays where it is isolated.
    public nonisolated(nonsending) func render<R>(
        _ name: String, _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        guard let measure = CallMeasure(self, .render, name: name) else { return try await body() }
        return try await measure.run(body) { .render(CapturedRender(outputBytes: Self.bytes(in: $0))) }
    }

    /// Takes down a piece of the app's own work, with what is worth knowing of it.
    ///
    /// ```swift
    /// let price = try await probe.span("price", ["book": id]) { try await prices.price(of: id) }
    /// ```
    ///
    /// Whatever is taken down inside the body is this span's child. An error is taken down and thrown on.
    public func span<R>(
        _ name: String, _ attributes: [String: any CustomStringConvertible & Sendable] = [:], _ body: () throws -> R
    ) rethrows -> R {
        guard let measure = CallMeasure(self, .internal, name: name, attributes) else { return try body() }
        return try measure.run(body) { _ in .none }
    }

    /// Takes down a piece of the app's own work; the body stays where it is isolated.
    public nonisolated(nonsending) func span<R>(
        _ name: String, _ attributes: [String: any CustomStringConvertible & Sendable] = [:],
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        guard let measure = CallMeasure(self, .internal, name: name, attributes) else { return try await body() }
        return try await measure.run(body) { _ in .none }
    }

    /// Shows a value among the request's log lines, as `Swift.dump` writes it, and returns it.
    ///
    /// ```swift
    /// let total = probe.dump(order.total, "total")
    /// ```
    ///
    /// Writes nothing to the app's log. Formats the value at once, six levels deep and 500 items at most; what looks
    /// like `password: …` in it is masked. The value is returned untouched while the probe is off.
    @discardableResult
    public func dump<T>(_ value: T, _ name: String? = nil, file: String = #fileID, line: UInt = #line) -> T {
        guard let recording else { return value }
        var text = ""
        Swift.dump(value, to: &text, name: name, maxDepth: 6, maxItems: 500)
        if text.hasSuffix("\n") { text.removeLast() }
        recording.recorder.log(
            LogEntry(
                at: now(), level: .info, label: "dump", message: text.cut(toBytes: rawTextBytes),
                source: String(file.prefix { $0 != "/" }), file: file, line: line, span: recording.span, isDump: true))
        return value
    }

    /// Rows in a result, as far as that can be told without walking through it.
    private static func rows<R>(in result: R?) -> Int {
        guard let result else { return 0 }
        if let collection = result as? any RandomAccessCollection { return collection.count }
        return (result as? any Presence)?.isPresent == true ? 1 : 0
    }

    /// Bytes of a rendered text.
    private static func bytes<R>(in result: R?) -> UInt64 {
        switch result {
        case let text as String: UInt64(text.utf8.count)
        case let buffer as ByteBuffer: UInt64(buffer.readableBytes)
        case let bytes as [UInt8]: UInt64(bytes.count)
        default: 0
        }
    }
}

/// An optional of any type, asked whether it holds something.
private protocol Presence {
    var isPresent: Bool { get }
}

extension Optional: Presence {
    var isPresent: Bool { self != nil }
}
