/// An error as text.
package struct CapturedFailure: Sendable, Equatable {
    package var type: String
    package var message: String
    /// Lines of a stack, top first; empty where none was taken.
    package var stack: [String]

    package init(type: String, message: String, stack: [String] = []) {
        self.type = type
        self.message = message
        self.stack = stack
    }

    /// Describes an error now, on the caller's thread: its description may be gone, or another, later.
    package init(_ error: any Error) {
        self.init(
            type: String(reflecting: Swift.type(of: error)), message: String(describing: error).cut(toBytes: 64 << 10))
    }

    /// An estimate of what it holds.
    var heldBytes: Int { stack.reduce(64 + type.utf8.count + message.utf8.count) { $0 + $1.utf8.count + 16 } }
}
