final class Uplink: Sendable {
    init(core: ProbeCore, outside: Recorder, socket: String?, surroundings: ProcessSurroundings) {}
    func start() {}
    func stop() async {}
}
