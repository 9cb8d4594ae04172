package import NIOCore

/// A body as far as it was captured; unmasked, so it stays in the process.
package struct CapturedBody: Sendable {
    /// The size as sent or received.
    package var bytes: UInt64
    /// At most as many bytes as the options allow; nil where nothing was captured.
    package var captured: ByteBuffer?
    package var contentType: String

    package init(bytes: UInt64, captured: ByteBuffer? = nil, contentType: String = "") {
        self.bytes = bytes
        self.captured = captured
        self.contentType = contentType
    }

    /// What it holds; a buffer holds its storage, which may be larger than what can be read of it.
    var heldBytes: Int { 64 + (captured?.storageCapacity ?? 0) }
}
