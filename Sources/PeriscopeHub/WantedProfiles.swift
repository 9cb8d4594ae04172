import Synchronization

/// Which profilers a person wants on or off, on the way from any thread to the hub's.
final class WantedProfiles: Sendable {
    private let wanted = Mutex<[UInt64: Bool]>([:])

    /// True where nothing waited before, so that the hub's thread must be told to come and take.
    func note(_ isOn: Bool, of app: UInt64) -> Bool {
        wanted.withLock { wanted in
            defer { wanted[app] = isOn }
            return wanted.isEmpty
        }
    }

    func take() -> [UInt64: Bool] {
        wanted.withLock { wanted in
            defer { wanted = [:] }
            return wanted
        }
    }
}
