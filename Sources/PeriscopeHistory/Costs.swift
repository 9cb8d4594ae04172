/// Estimates of what records take on the heap, in bytes.
///
/// They need not be exact: they bound the history's memory.
extension String {
    /// Nothing for a string short enough to stand in its own 16 bytes.
    var heapBytes: Int {
        let bytes = utf8.count
        return bytes <= 15 ? 0 : bytes + 32
    }
}

extension [AttributeRecord] {
    var cost: Int {
        guard !isEmpty else { return 0 }
        return reduce(32 + count * MemoryLayout<AttributeRecord>.stride) { $0 + $1.value.heapBytes }
    }
}

extension [ContextRecord] {
    /// The depth is bounded where contexts are read from the wire.
    var cost: Int {
        guard !isEmpty else { return 0 }
        return reduce(32 + count * MemoryLayout<ContextRecord>.stride) {
            $0 + ($1.value?.heapBytes ?? 0) + $1.children.cost
        }
    }
}

extension FailureRecord {
    var cost: Int {
        stack.reduce(type.heapBytes + message.heapBytes) { $0 + 16 + $1.heapBytes }
    }
}

extension BodyRecord {
    var cost: Int { text?.heapBytes ?? 0 }
}

extension LogRecord {
    var cost: Int { MemoryLayout<LogRecord>.stride + message.heapBytes + metadata.cost }
}
