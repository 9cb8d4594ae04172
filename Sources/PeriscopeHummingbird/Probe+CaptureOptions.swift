import Periscope

extension Probe {
    /// The options that the probe was made with.
    ///
    /// Read by reflection, once for each adapter, as the probe shows them to its own module only.
    var captureOptions: ProbeOptions {
        Mirror(reflecting: self).children.lazy.compactMap { $0.value as? ProbeOptions }.first ?? ProbeOptions()
    }
}
