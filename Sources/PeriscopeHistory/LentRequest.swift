/// A request where it stands in the history, good for the time of the call that it is lent to.
///
/// For walks over all of them: the compiler copies a record that it hands to a closure, a dozen references each of which
/// is counted, and that takes longer than what most walks do with it. It does the same before it asks a record for
/// something computed; so what walks ask stands here, and reads no more than it needs.
package typealias LentRequest = UnsafePointer<RequestRecord>

extension LentRequest {
    package var isOpen: Bool { pointee.state == .open }

    package var isError: Bool { RequestRecord.isError(pointee.state, status: pointee.status) }

    package var isTimed: Bool { pointee.end != nil && !pointee.isStreamed && !pointee.isAborted }

    package var duration: UInt64? { RequestRecord.duration(from: pointee.start, to: pointee.end) }
}
