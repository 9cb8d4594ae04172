import CPeriscope
import Instrumentation

/// How the sampler's handler finds out whose work a thread is doing: the keys of two task-locals, by their addresses.
///
/// The handler reads a task-local's value as it lies in memory, a context's dictionary too, since it may not call into
/// Swift. So what it would find is tried first, in a task of our own, and only what was right each time is used.
package struct SamplerKeys: Sendable, Equatable {
    /// What the handler can read.
    package enum Reach: Sendable, Equatable {
        /// The context of each span, else the task-local.
        case both
        /// The task-local alone, which must then be bound for each span.
        case taskLocal
        case none
    }

    package var reach: Reach

    package init(reach: Reach) {
        self.reach = reach
    }

    /// Why samples cannot be attributed; empty where they can.
    package var problem: String {
        reach == .none
            ? "Samples cannot be attributed to requests: this build's tasks are laid out in a way that the probe does"
                + " not know." : ""
    }

    /// As the sampler takes them.
    var raw: periscope_sampler_keys {
        var keys = periscope_sampler_keys()
        keys.recorder_id_offset = Self.idOffset
        if reach != .none { keys.recording_key = Self.address(of: Recording.$current) }
        if reach == .both {
            keys.context_key = Self.address(of: ServiceContext.$current)
            keys.context_entry = UnsafeRawPointer(bitPattern: UInt(bitPattern: ObjectIdentifier(RecordingKey.self)))
            keys.context_key_bytes = UInt32(clamping: MemoryLayout<AnyServiceContextKey>.stride)
        }
        return keys
    }

    /// What a sample of the running task would be attributed to, for a test; nil for no request, and while samples are
    /// taken.
    package static var owner: (request: UInt64, span: UInt64)? {
        var (request, span): (UInt64, UInt64) = (0, 0)
        guard periscope_sampler_owner(SamplerKeys(reach: .both).raw, &request, &span) else { return nil }
        return (request, span)
    }

    /// The first stored property of an object, behind its type and its reference counts.
    static let idOffset: UInt32 = 16

    /// A task-local's key is the address of its object, which lives as long as the process.
    private static func address<Value>(of local: TaskLocal<Value>) -> UnsafeRawPointer {
        UnsafeRawPointer(Unmanaged.passUnretained(local).toOpaque())
    }
}
