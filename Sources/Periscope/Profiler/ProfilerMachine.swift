/// Decides when the profiler is on: no clock, no thread, no sampler.
package struct ProfilerMachine: Sendable {
    package enum State: Sendable, Equatable {
        case off
        /// The keys that lead to a sample's request are being tried.
        case preparing
        case on
    }

    package enum Action: Sendable, Equatable {
        case none
        /// Try the keys, then say ``ProfilerMachine/prepared()``.
        case prepare
        /// Start the sampler, then say ``ProfilerMachine/started(problem:)``.
        case start(period: UInt64)
        case stop
    }

    package private(set) var state = State.off
    package let setting: ProfilerSetting
    /// The viewer of the present connection wants it.
    private var isAsked = false
    private var isEnded = false
    private var failure = ""

    package init(_ setting: ProfilerSetting) {
        self.setting = setting
    }

    package var isByEnvironment: Bool { setting.mode == .always }

    /// Why it is not on, though it was asked for; else what was not understood.
    package var problem: String {
        if state == .on { return "" }
        if !failure.isEmpty { return failure }
        return setting.mode == .never && !isAsked ? "" : setting.remark
    }

    private var isWanted: Bool {
        if isEnded { return false }
        return switch setting.mode {
        case .always: true
        case .byViewer: isAsked
        case .never: false
        }
    }

    /// The uplink has begun.
    package mutating func begin() -> Action { settle() }

    /// The viewer asks for it, or wants it no more; one that asks again where it failed has it tried again.
    package mutating func asked(_ isOn: Bool) -> Action {
        isAsked = isOn
        failure = ""
        return settle()
    }

    /// The viewer that could have asked is gone.
    package mutating func disconnected() -> Action {
        isAsked = false
        if setting.mode != .always { failure = "" }
        return settle()
    }

    /// The keys were tried.
    package mutating func prepared() -> Action {
        guard state == .preparing else { return .none }
        guard isWanted else {
            state = .off
            return .none
        }
        return .start(period: setting.period)
    }

    /// The sampler runs, or cannot.
    package mutating func started(problem: String) {
        guard state == .preparing else { return }
        state = problem.isEmpty ? .on : .off
        failure = problem
    }

    /// The probe ends.
    package mutating func end() -> Action {
        isEnded = true
        return settle()
    }

    private mutating func settle() -> Action {
        switch (state, isWanted) {
        case (.off, true) where failure.isEmpty:
            state = .preparing
            return .prepare
        case (.on, false):
            state = .off
            return .stop
        default:
            return .none
        }
    }
}
