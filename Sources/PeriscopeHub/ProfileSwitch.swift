/// What one connection is told of a profiler: one word at most is on its way, and the newest follows it.
///
/// So a person, or a program, who changes their mind a thousand times fills no queue of a side that does not read.
struct ProfileSwitch {
    private var isOnItsWay = false
    private var wanted: Bool?

    /// What to send now; nil where something is on its way, and the newest is sent after it.
    mutating func want(_ isOn: Bool) -> Bool? {
        guard isOnItsWay else {
            isOnItsWay = true
            return isOn
        }
        wanted = isOn
        return nil
    }

    /// What was on its way has gone; returns what to send next.
    mutating func taken() -> Bool? {
        defer { wanted = nil }
        isOnItsWay = wanted != nil
        return wanted
    }
}
