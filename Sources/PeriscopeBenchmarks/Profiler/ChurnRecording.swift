import CPeriscope
import Synchronization

/// A task-local of the shape that the sampler reads, without a probe around it.
struct ChurnRecording: Sendable {
    final class Recorder: Sendable {
        let id: UInt64
        init(id: UInt64) { self.id = id }
    }

    let recorder: Recorder
    let span: UInt64

    @TaskLocal static var current: ChurnRecording?

    static var keys: periscope_sampler_keys {
        var keys = periscope_sampler_keys()
        keys.recording_key = UnsafeRawPointer(unsafeBitCast(ChurnRecording.$current, to: UnsafeRawPointer.self))
        // A class instance begins with its type and its reference count.
        keys.recorder_id_offset = 16
        return keys
    }

    private static let mark: UInt64 = 0x5EED << 48
    private static let issued = Atomic<UInt64>(0)

    /// One that no sample can name by chance.
    static func make() -> ChurnRecording {
        let number = issued.wrappingAdd(1, ordering: .relaxed).newValue
        return ChurnRecording(recorder: Recorder(id: mark | number), span: ~(mark | number))
    }

    static func isKnown(_ request: UInt64, span: UInt64) -> Bool {
        request & ~0xFFFF_FFFF_FFFF == mark && request & 0xFFFF_FFFF_FFFF <= issued.load(ordering: .relaxed)
            && span == ~request
    }
}
