/// Names a call stack: the hash of its frames, the same in every process of a build; 0 where none was taken.
package typealias CallStackID = UInt64

/// Where a piece of work was begun, as program counters of the app's executable.
package struct CallStack: Sendable, Equatable {
    /// The hash of all that follows.
    package let hash: CallStackID
    /// Offsets from the executable's load address, innermost first: return addresses, then, where asynchronous code
    /// called, the addresses at which its callers resume.
    package let frames: [UInt64]
    /// How many of the frames are return addresses.
    package let physical: Int
    /// The walk ended at its limit, not at the stack's end.
    package let isTruncated: Bool

    package init(hash: CallStackID, frames: [UInt64], physical: Int, isTruncated: Bool) {
        self.hash = hash
        self.frames = frames
        self.physical = physical
        self.isTruncated = isTruncated
    }
}
