package import PeriscopeWire

/// All that came over the socket so far.
package struct Seen: Sendable {
    package private(set) var requests: [SeenRequest] = []
    package private(set) var adapters: [String] = []
    package private(set) var droppedRequests: UInt64 = 0
    /// By their hashes.
    package private(set) var stacks: [UInt64: WireCallStack] = [:]
    /// By the number of the question.
    package private(set) var plans: [UInt64: WirePlanAnswer] = [:]
    private var places: [UInt64: Int] = [:]
    private var strings = InternedStrings()

    package init() {}

    /// Requests that have ended, in the order in which they began to be seen.
    package var ended: [SeenRequest] { requests.filter { $0.end != nil } }

    /// What belongs to no request.
    package var outside: SeenRequest? { places[0].map { requests[$0] } }

    package func request(at path: String) -> SeenRequest? { requests.first { $0.path == path } }

    mutating func apply(_ hello: WireHello) {
        strings = InternedStrings()
        adapters = hello.adapters
    }

    mutating func apply(_ answer: WirePlanAnswer) {
        plans[answer.id] = answer
    }

    mutating func apply(_ batch: WireBatch) {
        strings.add(reset: batch.stringsReset, strings: batch.strings)
        adapters += batch.adapters
        droppedRequests = batch.droppedRequests
        for stack in batch.stacks { stacks[stack.hash] = stack }
        for delta in batch.requests {
            if places[delta.id] == nil {
                places[delta.id] = requests.count
                requests.append(SeenRequest(id: delta.id))
            }
            if let place = places[delta.id] { requests[place].apply(delta, strings) }
        }
    }
}
