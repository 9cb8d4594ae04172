/// Where a thread stood when its time was up, and whose work it did.
package struct StackSample {
    /// 0 for none.
    package var request: UInt64
    package var span: UInt64
    /// Periods of CPU time that it stands for.
    package var periods: UInt32
    /// How many of the frames are on the thread's stack; those behind are asynchronous callers.
    package var physical: Int
    package var isTruncated: Bool
    /// Addresses to look up, innermost first.
    package var frames: UnsafeBufferPointer<UInt64>

    package init(
        request: UInt64, span: UInt64, periods: UInt32 = 1, physical: Int, isTruncated: Bool = false,
        frames: UnsafeBufferPointer<UInt64>
    ) {
        self.request = request
        self.span = span
        self.periods = periods
        self.physical = physical
        self.isTruncated = isTruncated
        self.frames = frames
    }
}
