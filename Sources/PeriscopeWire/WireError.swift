/// Why a connection cannot go on, as a sentence for a person.
package enum WireError: Error, Equatable, Sendable {
    /// The length before a message, or the message about to be sent, is over the limit.
    case frameTooLarge(UInt64)
    /// The bytes where a length belongs are none.
    case malformedLength
    /// The bytes of a message are no message of this protocol.
    case undecodable
    case expectedHello
    case secondHello
    case versionMismatch(theirs: UInt32, ours: UInt32)
    /// The hello came from a side that has no business with this one.
    case wrongRole(theirs: WireRole, ours: WireRole)
    /// A message, named with its article, that a side of that role never sends.
    case unexpectedMessage(String)
    /// The other side said no, in these words.
    case refused(String)
}

extension WireError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .frameTooLarge(let bytes):
            "A message of \(bytes) bytes is over the limit (8 MiB, 1 MiB for a hello). "
                + "Check that what uses this socket is a server with Periscope in it."
        case .malformedLength, .undecodable:
            "What was sent is not Periscope's protocol. "
                + "Check that what uses this socket is a server with Periscope in it."
        case .expectedHello:
            "The first message was not a hello. "
                + "Check that what uses this socket is a server with Periscope in it."
        case .secondHello:
            "A second hello came on one connection. Connect anew instead."
        case .versionMismatch(let theirs, let ours):
            "The other side speaks version \(theirs) of Periscope's protocol, and this side version \(ours). "
                + "Build the server and the viewer with the same version of Periscope."
        case .wrongRole(let theirs, let ours):
            "\(WireError.name(theirs)) connected where \(WireError.name(ours)) is, and these two do not talk. "
                + "Check PERISCOPE_SOCKET and --socket on both sides."
        case .unexpectedMessage(let message):
            "The other side sent \(message), which its role does not allow. "
                + "Build the server and the viewer with the same version of Periscope."
        case .refused(let reason):
            reason
        }
    }

    private static func name(_ role: WireRole) -> String {
        switch role {
        case .server: "A server"
        case .hub: "A viewer that listens"
        case .reader: "A viewer that reads along"
        case .unspecified, .UNRECOGNIZED: "A side without a role"
        }
    }
}
