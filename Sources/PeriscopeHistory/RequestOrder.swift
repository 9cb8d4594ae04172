/// The held requests' ids, oldest first.
///
/// A view: it costs nothing to make, and is best let go before the next change.
package struct RequestOrder: RandomAccessCollection, Sendable {
    let store: RequestStore

    package var startIndex: Int { 0 }
    package var endIndex: Int { store.count }

    package subscript(position: Int) -> RequestID { store[position].id }
}

/// The held requests, oldest first.
///
/// A view like `RequestOrder`. Reading a property of `requests[position]` copies nothing; an iteration copies each
/// record's references.
package struct RequestSequence: RandomAccessCollection, Sendable {
    let store: RequestStore

    package var startIndex: Int { 0 }
    package var endIndex: Int { store.count }

    package subscript(position: Int) -> RequestRecord {
        _read { yield store[position] }
    }
}
