import PeriscopeHistory
import PeriscopeWire

/// Call stacks of a request's queries, one for each text, as a probe would send them.
enum SampleStacks {
    private static let frames: UInt64 = 14
    private static let physical: UInt64 = 9

    static func add(to batch: inout WireBatch) {
        var stacks: [UInt32: WireCallStack] = [:]
        for request in batch.requests.indices {
            for span in batch.requests[request].spans.indices where batch.requests[request].spans[span].hasQuery {
                let sql = batch.requests[request].spans[span].query.sql
                let stack = stacks[sql] ?? stack(UInt64(sql))
                stacks[sql] = stack
                batch.requests[request].spans[span].stack = stack.hash
            }
        }
        batch.stacks = stacks.values.sorted { $0.hash < $1.hash }
    }

    private static func stack(_ number: UInt64) -> WireCallStack {
        var stack = WireCallStack()
        stack.hash = (number + 1) &* 0x9e37_79b9_7f4a_7c15
        stack.frames = (0..<frames).map { 0x1000 * (number + 1) + $0 * 16 }
        stack.physical = UInt32(physical)
        return stack
    }

    /// Every third function is the app's own.
    static func name(in history: inout History) {
        while case let unnamed = history.takeUnnamed(limit: 1_000), !unnamed.isEmpty {
            for (build, addresses) in unnamed {
                let named = addresses.map { address in
                    let frame = SourceFrame(
                        function: "AuthorController.function\(address)(_:)",
                        path: "/shop/Sources/Bookshop/AuthorController.swift", line: Int(address % 400) + 1,
                        isApp: address / 16 % 3 == 2)
                    return (address, [frame])
                }
                history.name(Dictionary(named, uniquingKeysWith: { first, _ in first }), of: build)
            }
        }
    }
}
