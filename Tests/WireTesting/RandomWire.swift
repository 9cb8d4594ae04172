package import PeriscopeWire

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Random wire messages: odd texts, odd times, odd trees; small ids, so that they meet each other.
package struct RandomWire {
    private static let texts = [
        "", "a", "id", "Größe", "👩‍👩‍👧‍👦 family", "line\nbreak", "tab\tquote\"back\\slash",
        "\u{0}\u{1}\u{1b}[31mred\u{1b}[0m",
        "\u{7f}\u{85}\u{9b}2J", "\u{2028}\u{2029}\u{202e}", "\u{fffd}\u{ffff}", "[redacted]", "x'00ff'",
        "SELECT \"name\" FROM 'author' WHERE id = ? -- why", "a text that is longer than fifteen bytes",
        "{\"json\":[1,2]}",
        String(repeating: "long ", count: 200),
    ]

    package var generator: SeededGenerator
    /// Whether times may be anything at all, or only what a clock could say.
    package var isHostile: Bool
    package private(set) var table: [String] = []

    package init(seed: UInt64, isHostile: Bool = false) {
        generator = SeededGenerator(seed: seed)
        self.isHostile = isHostile
    }

    package mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    package mutating func chance(_ one: Int) -> Bool { number(1...one) == 1 }

    package mutating func text() -> String {
        let first = Self.texts.randomElement(using: &generator) ?? ""
        return chance(3) ? first + (Self.texts.randomElement(using: &generator) ?? "") : first
    }

    package mutating func time() -> UInt64 {
        if isHostile, chance(4) {
            return [0, 1, .max, .max - 1, 1 << 63, (1 << 63) - 1].randomElement(using: &generator) ?? 0
        }
        return UInt64(number(1_000_000_000...1_100_000_000))
    }

    package mutating func index() -> UInt32 {
        if isHostile, chance(10) { return UInt32.random(in: 0...UInt32.max, using: &generator) }
        return UInt32(number(0...max(table.count, 0)))
    }

    package mutating func newStrings() -> [String] {
        let strings = (0..<number(0...12)).map { _ in text() }
        table += strings
        return strings
    }

    package mutating func forgetStrings() { table = [] }

    package mutating func attributes() -> [WireAttribute] {
        (0..<number(0...3)).map { _ in
            var attribute = WireAttribute()
            attribute.key = index()
            attribute.value = text()
            if chance(5) { attribute.mask = 77 }
            if chance(5) { attribute.truncatedBytes = UInt64(number(1...9_999)) }
            return attribute
        }
    }

    package mutating func headers() -> [WireHeader] {
        (0..<number(0...5)).map { _ in
            var header = WireHeader()
            header.name = index()
            header.value = text()
            if chance(5) { header.truncatedBytes = UInt64(number(1...9_999)) }
            return header
        }
    }

    package mutating func body() -> WireBody {
        var body = WireBody()
        body.bytes = UInt64(number(0...70_000))
        if chance(2) { body.text = text() }
        if chance(3) { body.truncatedBytes = UInt64(number(1...9_999)) }
        body.contentType = text()
        return body
    }

    package mutating func failure() -> WireFailure {
        var failure = WireFailure()
        failure.type = text()
        failure.message = text()
        failure.stack = (0..<number(0...3)).map { _ in text() }
        return failure
    }

    package mutating func span() -> WireSpan {
        var span = WireSpan()
        span.id = UInt64(number(1...40))
        span.parent = UInt64(number(0...40))
        span.kind =
            [.middleware, .handler, .query, .render, .client, .internal, .UNRECOGNIZED(99)]
            .randomElement(using: &generator) ?? .internal
        span.name = index()
        span.startNs = time()
        if !chance(4) { span.endNs = isHostile ? time() : span.startNs + UInt64(number(0...50_000_000)) }
        span.status = [.unset, .ok, .error].randomElement(using: &generator) ?? .ok
        span.attributes = attributes()
        if chance(6) { span.failure = failure() }
        if chance(2) { span.stack = isHostile && chance(4) ? .max : UInt64(number(1...12)) }
        if chance(2) {
            span.query = query()
        } else if chance(2) {
            span.render = render()
        }
        return span
    }

    package mutating func query() -> WireQuery {
        var query = WireQuery()
        query.sql = index()
        query.connection = index()
        query.system = index()
        query.namespace = index()
        query.rows = UInt64(number(0...5_000))
        query.transaction = UInt64(number(0...3))
        query.housekeeping = chance(4)
        if chance(4) { query.truncatedBytes = UInt64(number(1...100)) }
        if chance(4) { query.omittedValues = UInt32(number(1...100)) }
        if chance(2) { query.counters.vmSteps = UInt64(number(0...1_000_000)) }
        query.errorCode = chance(4) ? -19 : 0
        query.values = (0..<number(0...4)).map { _ in
            var value = WireValue()
            value.kind = [.null, .integer, .text, .blob, .other].randomElement(using: &generator) ?? .null
            value.text = value.kind == .null ? "" : text()
            if chance(6) { value.mask = 12 }
            if chance(6) { value.truncatedBytes = 40 }
            return value
        }
        return query
    }

    package mutating func render() -> WireRender {
        var render = WireRender()
        render.outputBytes = UInt64(number(0...90_000))
        render.partialsTimed = chance(2)
        render.source = text()
        render.text = index()
        render.context = (0..<number(0...3)).map { _ in node(depth: 0) }
        return render
    }

    private mutating func node(depth: Int) -> WireContextNode {
        var node = WireContextNode()
        node.key = index()
        node.type = index()
        if chance(2) { node.value = text() }
        if chance(3) { node.count = UInt64(number(0...10)) }
        if chance(6) { node.mask = 9 }
        if depth < (isHostile ? 30 : 3), chance(2) { node.children = [self.node(depth: depth + 1)] }
        return node
    }

    package mutating func line() -> WireLogLine {
        var line = WireLogLine()
        line.atNs = time()
        line.level = WireLogLevel(rawValue: number(0...(isHostile ? 9 : 6))) ?? .info
        line.label = index()
        line.message = text()
        line.metadata = attributes()
        line.source = index()
        line.file = index()
        line.line = UInt32(number(0...5_000))
        line.span = UInt64(number(0...40))
        line.dump = chance(5)
        if chance(6) { line.truncatedBytes = 5 }
        return line
    }

    /// Call stacks with few hashes and addresses, so that some come twice.
    package mutating func stacks() -> [WireCallStack] {
        (0..<number(0...4)).map { _ in
            var stack = WireCallStack()
            stack.hash = UInt64(number(0...12))
            stack.frames = (0..<number(0...8)).map { _ in UInt64(number(0...30)) }
            if isHostile, chance(8) { stack.frames += [.max, 0, 1 << 63] }
            stack.physical = UInt32(isHostile && chance(4) ? Int(UInt32.max) : number(0...stack.frames.count))
            stack.truncated = chance(4)
            return stack
        }
    }

    /// Nodes with few addresses; of a hostile server also with parents that never were, gaps, and modules of no one.
    package mutating func profileNodes(after known: Int) -> WireProfileNodes {
        var nodes = WireProfileNodes()
        nodes.first = isHostile && chance(3) ? UInt32(number(0...200)) : UInt32(known + 1)
        if isHostile, chance(9) { nodes.first = .max }
        for position in 0..<number(0...12) {
            let parent = number(0...(known + position))
            nodes.parents.append(isHostile && chance(6) ? UInt32(number(0...300)) : UInt32(parent))
            nodes.frames.append(UInt64(number(0...30)) | UInt64(number(0...3)) << 48 | (chance(4) ? 1 << 47 : 0))
            if isHostile, chance(6) { nodes.frames[position] = chance(2) ? .max : generator.next() }
        }
        if isHostile, chance(9) { nodes.parents.append(0) }
        return nodes
    }

    package mutating func modules() -> [WireModule] {
        (0..<number(0...2)).map { _ in
            var module = WireModule()
            module.number =
                isHostile && chance(4) ? UInt32(truncatingIfNeeded: generator.next()) : UInt32(number(0...4))
            module.path = chance(5) ? text() : "/usr/lib/lib\(number(0...4)).so"
            return module
        }
    }

    package mutating func samples() -> [WireProfileSample] {
        (0..<number(0...5)).map { _ in
            var sample = WireProfileSample()
            sample.node = isHostile && chance(6) ? UInt32(truncatingIfNeeded: generator.next()) : UInt32(number(0...40))
            sample.span = UInt64(number(0...40))
            sample.count = isHostile && chance(6) ? .max : UInt32(number(0...4))
            return sample
        }
    }

    package mutating func delta(id: UInt64, hasHead: Bool, hasEnd: Bool) -> WireRequestDelta {
        var delta = WireRequestDelta()
        delta.id = id
        if hasHead { delta.head = head() }
        if chance(2) {
            delta.route.route = index()
            delta.route.parameters = attributes()
        }
        delta.spans = (0..<number(0...8)).map { _ in span() }
        delta.logs = (0..<number(0...3)).map { _ in line() }
        delta.dropped = chance(5) ? UInt64(number(0...20)) : 0
        if chance(4) {
            delta.countedQueries = isHostile && chance(2) ? .max : UInt64(number(0...1_000))
            delta.countedQueriesNs = isHostile && chance(2) ? .max : UInt64(number(0...1_000_000))
        }
        delta.streaming = chance(9)
        if chance(3) {
            delta.samples = samples()
            delta.samplePeriodNs = isHostile && chance(4) ? .max : 4_000_000
        }
        if hasEnd { delta.end = end() }
        return delta
    }

    private mutating func head() -> WireRequestHead {
        var head = WireRequestHead()
        head.traceID = .init(
            (0..<(chance(8) ? number(0...20) : 16)).map { _ in UInt8(truncatingIfNeeded: number(0...255)) })
        head.kind = WireRequestKind(rawValue: number(0...(isHostile ? 9 : 4))) ?? .http
        head.startNs = isHostile ? time() : 1_000_000_000
        head.method = index()
        head.path = text()
        head.query = text()
        head.authority = text()
        head.headers = headers()
        head.remoteAddress = text()
        return head
    }

    private mutating func end() -> WireRequestEnd {
        var end = WireRequestEnd()
        end.endNs = time()
        end.handledNs = chance(2) ? time() : 0
        end.status = isHostile && chance(4) ? .max : UInt32(number(0...599))
        end.responseHeaders = headers()
        if chance(2) { end.requestBody = body() }
        if chance(2) { end.responseBody = body() }
        if chance(5) { end.failure = failure() }
        end.streamed = chance(6)
        end.aborted = chance(6)
        if chance(4) {
            end.processUse.cpuNs = time()
            end.processUse.residentBytes = time()
            end.processUse.residentGrowthBytes = isHostile && chance(3) ? .min : Int64(number(-5_000...5_000))
            end.processUse.overlappingRequests = isHostile && chance(3) ? .max : 3
        }
        return end
    }
}
