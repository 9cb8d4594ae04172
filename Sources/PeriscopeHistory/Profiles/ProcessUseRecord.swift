internal import PeriscopeWire

/// What the whole process used while a request was open; whatever else ran at the time is in it.
package struct ProcessUseRecord: Sendable, Equatable {
    /// Nanoseconds, of all threads.
    package var cpu: UInt64
    /// At the request's end.
    package var residentBytes: UInt64
    package var residentGrowthBytes: Int64
    /// Other requests that were open at some time of it.
    package var overlappingRequests: Int

    package init(cpu: UInt64, residentBytes: UInt64, residentGrowthBytes: Int64, overlappingRequests: Int) {
        self.cpu = cpu
        self.residentBytes = residentBytes
        self.residentGrowthBytes = residentGrowthBytes
        self.overlappingRequests = overlappingRequests
    }
}

extension ProcessUseRecord {
    init(_ wire: WireProcessUse) {
        self.init(
            cpu: wire.cpuNs, residentBytes: wire.residentBytes, residentGrowthBytes: wire.residentGrowthBytes,
            overlappingRequests: Int(wire.overlappingRequests))
    }
}
