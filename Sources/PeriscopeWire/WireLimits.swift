/// What either end of the wire refuses to go beyond.
///
/// Sizes are in bytes. The frame's limit is the design's ("Socket and wire"); the others keep one connection from
/// holding more memory than its frames can bring.
package enum WireLimits {
    /// The other side must say the same major version; a minor version only adds fields.
    package static let protocolMajor: UInt32 = 1
    package static let protocolMinor: UInt32 = 2

    /// The largest envelope, without its length.
    package static let frameBytes = 8 << 20
    /// The largest first envelope: 256 silent strangers can make a hub hold 256 times this, and no more.
    package static let helloBytes = 1 << 20
    /// Call stacks that a sender remembers having told; past it, it forgets them and tells them again.
    package static let callStacks = 8_192
    /// Frames of one call stack.
    package static let callStackFrames = 64
    /// Nodes of one process's tree of sampled stacks; what is deeper counts for the node above it.
    package static let profileNodes = 131_072
    /// Shared objects that sampled frames lie in.
    package static let modules = 1_024
    /// Steps of one plan.
    package static let planSteps = 1_024

    /// What a relay adds to the batch in it, so that a batch of `frameBytes` can still be passed on.
    package static let relayOverheadBytes = 1 << 10
    /// A length is at most this long: 64 bits, seven to a byte.
    package static let lengthBytes = 10
    /// Messages inside messages, as template context may nest; a relay adds two.
    package static let messageDepth = 64
    package static let relayOverheadDepth = 2

    /// Past either, the sender's table starts anew with its next batch.
    package static let internedStrings = 4096
    package static let internedBytes = 1 << 20
    /// What a receiver keeps of one table: one batch may go over the sender's limits before it can start anew.
    package static let receivedStrings = 65_536
    package static let receivedBytes = internedBytes + frameBytes

    /// The largest envelope that a side of this role may be sent, once hellos are said.
    package static func frameBytes(receivedBy role: WireRole) -> Int {
        role == .reader ? frameBytes + relayOverheadBytes : frameBytes
    }
}
