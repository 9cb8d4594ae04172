import PeriscopeWire

extension WireHello {
    /// Plans came with this minor version of the protocol.
    var knowsPlans: Bool { protocolMinor >= 1 }
}
