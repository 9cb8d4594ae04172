import CPeriscope
import Instrumentation
import PeriscopeWire

extension SamplerKeys {
    /// Once in a process, and before the sampler's first start, since it cannot be asked later.
    ///
    /// A task of its own, as what is tested is how a task is read, whoever asks.
    private static let trial = Task.detached { await test() }

    /// The keys that were right each time that they were tried, the most far-reaching first.
    ///
    /// Binds recordings of its own in some twenty ways and asks the sampler what it would find; some 100 µs, the first
    /// time, and off the path of requests.
    package static func tested() async -> SamplerKeys { await trial.value }

    private static func test() async -> SamplerKeys {
        guard isLayoutAsExpected else { return SamplerKeys(reach: .none) }
        for reach in [Reach.both, .taskLocal] {
            let keys = SamplerKeys(reach: reach)
            if await KeyTrial(keys).isRight() { return keys }
        }
        return SamplerKeys(reach: .none)
    }

    /// What can be checked before memory is read that may not be what it is taken for.
    private static var isLayoutAsExpected: Bool {
        guard MemoryLayout<Recording>.size == 16, MemoryLayout<Recording?>.size == 16,
            MemoryLayout<ServiceContext?>.size == 8, MemoryLayout<any Sendable>.size == 32
        else { return false }
        let recorder = KeyTrial.recorder(0x5EED)
        return withExtendedLifetime(recorder) {
            let address = UnsafeRawPointer(Unmanaged.passUnretained(recorder).toOpaque())
            return address.load(fromByteOffset: Int(idOffset), as: UInt64.self) == recorder.id
        }
    }
}

/// Tries keys: binds what a request would, and compares what the sampler finds.
private struct KeyTrial {
    private enum Filler<Tag>: InstrumentationContextKey {
        typealias Value = String
    }

    private let keys: SamplerKeys
    private let first = Recording(recorder: KeyTrial.recorder(0x1111_2222_3333_4444), span: 0x5555_6666_7777_8888)
    private let second = Recording(recorder: KeyTrial.recorder(0x9999_AAAA_BBBB_CCCC), span: 0xDDDD_EEEE_FFFF_0001)

    init(_ keys: SamplerKeys) {
        self.keys = keys
    }

    /// A recorder that nobody hears of.
    static func recorder(_ id: UInt64) -> Recorder {
        Recorder(
            id: id, trace: TraceParent(high: 0, low: 0, parent: 0), opening: RequestOpening(kind: .outside, start: 0),
            limits: ProbeLimits(), ids: IDSource(), intake: Intake(limits: ProbeLimits()))
    }

    func isRight() async -> Bool {
        guard isNothingFound, isTaskLocalFound else { return false }
        if keys.reach == .both {
            guard isContextFound, isContextPreferred, await isFoundInChildren() else { return false }
        }
        return await isFoundAcrossAwaits()
    }

    /// Neither is bound, or an empty context.
    private var isNothingFound: Bool {
        Recording.$current.withValue(nil) {
            ServiceContext.$current.withValue(nil) { finds(nil) }
                && ServiceContext.$current.withValue(.topLevel) { finds(nil) }
                && (0...5).allSatisfy { number in
                    ServiceContext.$current.withValue(Self.fill(.topLevel, number)) { finds(nil) }
                }
        }
    }

    private var isTaskLocalFound: Bool {
        ServiceContext.$current.withValue(nil) {
            Recording.$current.withValue(first) {
                finds(first)
                    && Recording.$current.withValue(first.child(7)) { finds(first.child(7)) }
                    && Recording.$current.withValue(second) { finds(second) }
                    && finds(first)
                    // A context that carries no recording does not hide it.
                    && ServiceContext.$current.withValue(Self.fill(.topLevel, 3)) { finds(first) }
            }
        }
    }

    /// With none to five other keys, put in before and after ours.
    private var isContextFound: Bool {
        Recording.$current.withValue(nil) {
            (0...5).allSatisfy { number in
                let before = first.context(from: Self.fill(.topLevel, number))
                let after = Self.fill(second.context(from: .topLevel), number)
                return ServiceContext.$current.withValue(before) { finds(first) }
                    && ServiceContext.$current.withValue(after) {
                        finds(second)
                            && ServiceContext.$current.withValue(second.child(9).context()) { finds(second.child(9)) }
                            && finds(second)
                    }
            }
        }
    }

    private var isContextPreferred: Bool {
        Recording.$current.withValue(first) {
            ServiceContext.$current.withValue(first.child(3).context(from: .topLevel)) { finds(first.child(3)) }
                && ServiceContext.$current.withValue(second.context(from: .topLevel)) { finds(second) }
        }
    }

    /// As a request binds them, in the task and in its children.
    private func isFoundInChildren() async -> Bool {
        await first.bound {
            async let child = finds(first)
            async let inner = first.child(4).bound { finds(first.child(4)) }
            let isFound = await (child, inner)
            return isFound.0 && isFound.1 && finds(first)
        }
    }

    private func isFoundAcrossAwaits() async -> Bool {
        await ServiceContext.$current.withValue(nil) {
            await Recording.$current.withValue(second) {
                guard finds(second) else { return false }
                await Task.yield()
                async let child = finds(second)
                return await child && finds(second)
            }
        }
    }

    private func finds(_ recording: Recording?) -> Bool {
        var request: UInt64 = 0
        var span: UInt64 = 0
        let isFound = periscope_sampler_owner(keys.raw, &request, &span)
        guard let recording else { return !isFound || request == 0 && span == 0 }
        return isFound && request == recording.recorder.id && span == recording.span
    }

    private static func fill(_ base: ServiceContext, _ number: Int) -> ServiceContext {
        var context = base
        if number > 0 { context[Filler<Int8>.self] = "one" }
        if number > 1 { context[Filler<Int16>.self] = "two" }
        if number > 2 { context[Filler<Int32>.self] = "three" }
        if number > 3 { context[Filler<Int64>.self] = "four" }
        if number > 4 { context[Filler<UInt8>.self] = "five" }
        return context
    }
}
