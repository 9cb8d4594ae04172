import PeriscopeCommand
import Testing

@Suite("A storm of resizes")
struct ResizeStormTests {
    private static let millisecond: Int64 = 1_000_000

    @Test("A hundred sizes within a moment are drawn once, when the window keeps its size")
    func storm() {
        var storm = ResizeStorm()
        var now: Int64 = 0
        var frames = 0
        for _ in 0..<100 {
            now += Self.millisecond
            storm.resized(at: now)
            if storm.wait(at: now) == 0 {
                storm.drawn()
                frames += 1
            }
        }
        #expect(frames == 0)
        #expect(storm.wait(at: now) == ResizeStorm.quiet)
        #expect(storm.wait(at: now + ResizeStorm.quiet) == 0)
    }

    @Test("Who drags on for long sees it follow")
    func dragging() {
        var storm = ResizeStorm()
        var frames = 0
        for now in stride(from: 0, to: 1_000 * Self.millisecond, by: 5_000_000) {
            storm.resized(at: now)
            guard storm.wait(at: now) == 0 else { continue }
            storm.drawn()
            frames += 1
        }
        #expect((3...5).contains(frames))
    }

    @Test("Without a resize no frame waits")
    func none() {
        #expect(ResizeStorm().wait(at: 7) == 0)
    }
}
