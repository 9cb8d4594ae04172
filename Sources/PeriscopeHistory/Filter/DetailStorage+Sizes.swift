/// Numbers of a request's details, read where they stand.
extension DetailStorage {
    /// As sent; nil where there is no such body.
    func bodyBytes(ofRequest isRequest: Bool) -> UInt64? {
        guard let packed else {
            let bodies = expanded.first?.bodies
            return (isRequest ? bodies?.request : bodies?.response)?.bytes
        }
        return packed.bytes.withUnsafeBufferPointer { bytes in
            var cursor = PackCursor(bytes, at: Int(packed.bodiesAt))
            let flags = cursor.byte()
            if isRequest { return flags & 1 != 0 ? cursor.number() : nil }
            guard flags & 2 != 0 else { return nil }
            if flags & 1 != 0 {
                cursor.skipNumber()
                cursor.skipNumber()
                cursor.skipText()
                if cursor.byte() & 1 != 0 { cursor.skipText() }
            }
            return cursor.number()
        }
    }

    var heldSpans: Int {
        guard let packed else { return expanded.first?.spans.count ?? 0 }
        return packed.count(at: packed.spansAt)
    }

    var heldLogs: Int {
        guard let packed else { return expanded.first?.logs.count ?? 0 }
        return packed.count(at: packed.logsAt)
    }
}

extension PackedDetails {
    fileprivate func count(at position: UInt32) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var cursor = PackCursor(bytes, at: Int(position))
            return cursor.count()
        }
    }
}
