internal import PeriscopeWire

/// A walk over a packed request's details, in the order in which `PackWriter+Records` wrote them.
///
/// It makes no record: texts are handed to the sink where they stand. About a nanosecond a field.
struct PackedWalk<Sink: DetailSink> {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let texts: UnsafeBufferPointer<String>
    private var cursor: PackCursor
    var sink: Sink
    private let roles: DetailRoles

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ texts: UnsafeBufferPointer<String>, at position: Int, _ sink: Sink) {
        self.bytes = bytes
        self.texts = texts
        self.sink = sink
        roles = sink.roles
        cursor = PackCursor(bytes, at: position)
    }

    // MARK: Parts

    mutating func head() -> Bool {
        cursor.skipText()
        if text(.host) { return true }
        cursor.skipText()
        if text(.remote) { return true }
        return pairs(.parameter) || pairs(.requestHeader) || pairs(.responseHeader)
    }

    mutating func bodies() -> Bool {
        let flags = cursor.byte()
        if flags & 1 != 0, body(.requestBody, type: []) { return true }
        if flags & 2 != 0, body(.responseBody, type: .contentType) { return true }
        return flags & 4 != 0 && failure(.failure, stack: .failureStack)
    }

    mutating func logs() -> Bool {
        for _ in 0..<cursor.count() {
            cursor.skipNumber()
            let level = cursor.number()
            if roles.has(.level), sink.take(level, .level) { return true }
            if text(.label) || text(.message) || pairs(.metadata) || text(.source) || text(.source) { return true }
            cursor.skipNumber()
            cursor.skipNumber()
            cursor.skipNumber()
            cursor.skipNumber()
        }
        return false
    }

    mutating func spans() -> Bool {
        for _ in 0..<cursor.count() where span() { return true }
        return false
    }

    // MARK: Pieces

    @inline(__always)
    private mutating func text(_ role: DetailRoles) -> Bool {
        let text = cursor.text()
        guard roles.has(role) else { return false }
        return sink.take(text.resolved(in: bytes, texts), role)
    }

    private mutating func pairs(_ role: DetailRoles) -> Bool {
        let isWanted = roles.has(role)
        for _ in 0..<cursor.count() {
            let key = cursor.text()
            let value = cursor.text()
            let flags = cursor.byte()
            if flags & 1 != 0 { cursor.skipNumber() }
            if flags & 2 != 0 { cursor.skipNumber() }
            guard isWanted else { continue }
            if sink.take(key.resolved(in: bytes, texts), value.resolved(in: bytes, texts), role) { return true }
        }
        return false
    }

    private mutating func body(_ role: DetailRoles, type: DetailRoles) -> Bool {
        cursor.skipNumber()
        cursor.skipNumber()
        if text(type) { return true }
        return cursor.byte() & 1 != 0 && text(role)
    }

    private mutating func failure(_ role: DetailRoles, stack: DetailRoles) -> Bool {
        if text(role) || text(role) { return true }
        for _ in 0..<cursor.count() where text(stack) { return true }
        return false
    }

    private mutating func span() -> Bool {
        let flags = cursor.byte()
        cursor.skipNumber()
        cursor.skipNumber()
        let kind = cursor.number()
        let isCall = kind == UInt64(WireSpanKind.client.rawValue)
        let hasDetail = flags & 24 != 0
        if text(hasDetail ? (flags & 16 != 0 ? .template : []) : isCall ? .callName : .spanName) { return true }
        cursor.skipNumber()
        if flags & 1 != 0 { cursor.skipNumber() }
        cursor.skipNumber()
        if flags & 2 != 0, pairs(isCall ? .callAttribute : .attribute) { return true }
        if flags & 4 != 0, failure(.spanFailure, stack: .spanFailure) { return true }
        if flags & 8 != 0, query() { return true }
        if flags & 16 != 0, render() { return true }
        if flags & 64 != 0, cursor.number() & 1 == 1 { cursor.skipNumber() }
        return false
    }

    private mutating func query() -> Bool {
        let flags = cursor.byte()
        if text(.sql) || text(.database) || text(.database) { return true }
        let rows = cursor.number()
        if roles.has(.rows), sink.take(rows, .rows) { return true }
        if flags & 2 != 0 { cursor.skipNumber() }
        if flags & 4 != 0 { for _ in 0..<4 { cursor.skipNumber() } }
        for bit in [8, 16, 32] as [UInt8] where flags & bit != 0 { cursor.skipNumber() }
        if flags & 64 != 0, text(.database) { return true }
        for _ in 0..<cursor.count() {
            let code = cursor.number()
            if text(.value) { return true }
            if code & 1 != 0 { cursor.skipNumber() }
            if code & 2 != 0 { cursor.skipNumber() }
        }
        return false
    }

    private mutating func render() -> Bool {
        cursor.skipNumber()
        let flags = cursor.byte()
        if text(.templateSource) { return true }
        if flags & 2 != 0 { cursor.skipText() }
        return context(depth: 0)
    }

    /// As deep as what was packed, which the wire bounds.
    private mutating func context(depth: Int) -> Bool {
        guard depth < 64 else { return false }
        for _ in 0..<cursor.count() {
            let key = cursor.text()
            cursor.skipText()
            let value = cursor.byte() == 0 ? nil : cursor.text()
            cursor.skipNumber()
            if cursor.byte() != 0 { cursor.skipNumber() }
            if roles.has(.context) {
                let text = value?.resolved(in: bytes, texts) ?? .string("")
                if sink.take(key.resolved(in: bytes, texts), text, .context) { return true }
            }
            if context(depth: depth + 1) { return true }
        }
        return false
    }
}
