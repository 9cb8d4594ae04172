import PeriscopeWire

/// Profilers on and off: from this viewer or a reader, to a server.
extension HubCore {
    /// Who wants a profiler on.
    enum ProfileAsker: Hashable {
        case ourselves
        case reader(ObjectIdentifier)
    }

    /// Turns a profiler on or off at one of our servers, or at the hub that we read from.
    ///
    /// Off is off, whoever had it on. A server that is not there, or knows no profiles, is not asked.
    func profile(_ isOn: Bool, of number: UInt64, for asker: ProfileAsker) {
        if apps[number] == nil, case .ourselves = asker, let upstream, upstream.profile(isOn, of: number) { return }
        guard let app = apps[number], app.hello.knowsProfiles else { return }
        if isOn {
            apps[number]?.profileAskers.insert(asker)
        } else {
            apps[number]?.profileAskers = []
        }
        app.connection.profile(isOn)
    }

    /// Turns off what only this reader had on.
    func forgetProfiles(of reader: HubConnection) {
        let asker = ProfileAsker.reader(ObjectIdentifier(reader))
        for number in apps.keys.sorted() where apps[number]?.profileAskers.remove(asker) != nil {
            if apps[number]?.profileAskers.isEmpty == true { apps[number]?.connection.profile(false) }
        }
    }
}
