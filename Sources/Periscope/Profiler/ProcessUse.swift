/// What the process used while one request was open; whatever else ran at the time is in it.
package struct ProcessUse: Sendable, Equatable {
    package var cpu: UInt64
    /// At the request's end, bytes.
    package var resident: UInt64
    package var residentGrowth: Int64
    /// Other requests that were open at some time of it.
    package var overlapping: UInt32

    package init(cpu: UInt64, resident: UInt64, residentGrowth: Int64, overlapping: UInt32) {
        self.cpu = cpu
        self.resident = resident
        self.residentGrowth = residentGrowth
        self.overlapping = overlapping
    }

    /// Between a reading just before the request was taken in, and one just before it ends.
    package init(from begin: ProcessReading, to end: ProcessReading) {
        cpu = end.cpu > begin.cpu ? end.cpu - begin.cpu : 0
        resident = end.resident
        // Where one of the two could not be read, nothing is known.
        residentGrowth =
            begin.resident == 0 || end.resident == 0
            ? 0 : Int64(clamping: end.resident) - Int64(clamping: begin.resident)
        let since = end.begun > begin.begun ? end.begun - begin.begun - 1 : 0
        overlapping = UInt32(clamping: UInt64(clamping: begin.open) &+ since)
    }
}
