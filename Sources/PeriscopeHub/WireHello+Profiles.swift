import PeriscopeWire

extension WireHello {
    /// Sampled stacks came with this minor version of the protocol.
    var knowsProfiles: Bool { protocolMinor >= 2 }
}
