/// What a delta did to a request, as far as the rest of the history cares.
struct RequestNews {
    var before: RequestRecord.State
    var after: RequestRecord.State
    var duration: UInt64?
    var isError: Bool
    var isNoise: Bool
    var method: String
    var route: String?
    /// What it tells of its build; absent where it is open or may not be compared.
    var run: RouteRun?
    /// It told it before, and now anew.
    var wasCounted: Bool
    var hadNPlusOne: Bool

    init(before: RequestRecord.State, _ record: borrowing RequestRecord, run: RouteRun?) {
        self.before = before
        self.run = run
        after = record.state
        duration = record.isTimed ? record.duration : nil
        isError = record.isError
        isNoise = record.isNoise
        method = record.method
        route = record.route
        wasCounted = false
        hadNPlusOne = false
    }
}
