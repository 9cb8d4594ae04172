/// A queue that gives up its oldest element in constant time.
struct Fifo<Element: Sendable>: Sendable {
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) {
        // A request has a few of each.
        if elements.isEmpty { elements.reserveCapacity(4) }
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        let element = elements[head]
        elements[head] = nil
        head += 1
        if head == elements.count {
            elements.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 64, head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
        return element
    }

    /// Everything, oldest first; the queue is empty afterwards and holds no storage.
    mutating func takeAll() -> [Element] {
        defer { removeAll() }
        return elements[head...].compactMap { $0 }
    }

    /// Leaves it empty, without storage.
    mutating func removeAll() {
        elements = []
        head = 0
    }
}
