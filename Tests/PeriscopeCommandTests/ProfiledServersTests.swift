import PeriscopeCommand
import PeriscopeHistory
import PeriscopeInsight
import Testing

@Suite("What periscope profile counts")
struct ProfiledServersTests {
    private func profiler(isOn: Bool = true, problem: String = "", lost: UInt64 = 0) -> ProfilerRecord {
        var profiler = ProfilerRecord()
        (profiler.isOn, profiler.problem, profiler.lost) = (isOn, problem, lost)
        return profiler
    }

    private func request(at start: UnixNanoseconds, for duration: UInt64?) -> RequestRecord {
        var request = RequestRecord(id: RequestID(app: AppID(1), span: 2), sequence: 1)
        request.startedAt = start
        request.end = duration
        return request
    }

    @Test(
        "A request that ended before the profiler was turned on is none of the session's, whatever times it tells",
        arguments: [
            (0, 900, true), (0, 1_000, true), (0, 1_001, false), (1_500, 10, false), (0, nil, false),
            (.max, .max, false), (.max, 1, false), (.min, .max, true),
        ] as [(UnixNanoseconds, UInt64?, Bool)])
    func before(start: UnixNanoseconds, duration: UInt64?, isOver: Bool) {
        var requests = ProfiledRequests(scope: ProfileScope())
        requests.startedAt = 1_000
        #expect(requests.isOver(request(at: start, for: duration)) == isOver)
    }

    @Test("Lost samples are counted from the first that is told of them, and never past what a number holds")
    func lost() {
        var servers = ProfiledServers()
        for number in 1...3 as ClosedRange<UInt64> {
            servers.add(AppID(number), number == 1 ? profiler(lost: 10) : nil)
            #expect(servers.take(profiler(lost: 10), of: AppID(number)) == nil)
        }
        #expect(servers.lost == 0)
        _ = servers.take(profiler(lost: 15), of: AppID(1))
        _ = servers.take(profiler(lost: 3), of: AppID(2))
        #expect(servers.lost == 5)
        for number in 1...3 as ClosedRange<UInt64> { _ = servers.take(profiler(lost: .max), of: AppID(number)) }
        #expect(servers.lost == .max)
    }

    @Test("A server that can't be profiled leaves hope for another, and says why once")
    func hope() {
        var servers = ProfiledServers()
        #expect(!servers.isAnyFit && !servers.isHopeless)
        servers.add(AppID(1), problem: "too old")
        #expect(!servers.isAnyFit && servers.isHopeless)
        servers.add(AppID(2), nil)
        #expect(servers.isAnyFit && !servers.isHopeless)
        #expect(servers.take(profiler(isOn: false, problem: "no timers"), of: AppID(2)) == "no timers")
        #expect(servers.take(profiler(isOn: false, problem: "no timers"), of: AppID(2)) == nil)
        #expect(!servers.isAnyFit && servers.isHopeless)
        #expect(servers.take(profiler(), of: AppID(2)) == nil)
        #expect(servers.isAnyFit && !servers.isHopeless)
    }

    @Test("One that sampled and does not any more, without a problem, was turned off by somebody")
    func turnedOff() {
        var servers = ProfiledServers()
        for number in 1...3 as ClosedRange<UInt64> { servers.add(AppID(number), nil) }
        for isOn in [false, true, false] { _ = servers.take(profiler(isOn: isOn), of: AppID(1)) }
        _ = servers.take(profiler(), of: AppID(2))
        _ = servers.take(profiler(isOn: false, problem: "no memory"), of: AppID(2))
        _ = servers.take(profiler(), of: AppID(3))
        // It lost its viewer, and comes back.
        servers.add(AppID(3), profiler())
        _ = servers.take(profiler(isOn: false), of: AppID(3))
        #expect(servers.turnedOff == [AppID(1)])
    }

    @Test("What was sampled before is taken off, stack by stack")
    func without() {
        func profile(_ stacks: [([String], UInt64)]) -> CPUProfile {
            var builder = CPUProfile.Builder(period: 4_000_000)
            for (names, count) in stacks {
                builder.add(
                    names.map { ProfileFrame(function: $0, path: "", line: 0, module: "", origin: .app) }, count: count)
            }
            return builder.finish()
        }
        let later = profile([(["a"], 5), (["a", "b"], 7), (["b", "a"], 9), ([], 3)])
        let since = later.without(profile([(["a"], 1), (["a", "b"], 7), (["c", "a"], 9), ([], 2)]))
        #expect(since.samples == 14)
        #expect(Dictionary(uniqueKeysWithValues: since.hotFunctions.map { ($0.function.name, $0.own) })["a"] == 13)
        #expect(later.without(CPUProfile()).samples == 24)
        #expect(CPUProfile().without(later).samples == 0)
    }
}
