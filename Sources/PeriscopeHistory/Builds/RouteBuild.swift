internal import PeriscopeSQL

/// A route in one build: its newest requests' figures, and the shapes that its requests ran.
struct RouteBuild: Sendable {
    /// The medians are over so many of the newest: the first ones after a start are slow, and should not weigh for long.
    static let samples = 128
    /// Past so many shapes, no further one is said to be new.
    static let shapeLimit = 512

    struct Shape: Sendable {
        let fingerprint: SQLFingerprint
        /// Requests that ran it.
        var requests: Int
    }

    /// As `AppRecord.buildNumber` counts.
    let number: Int
    /// Requests that were counted, evicted ones too.
    private(set) var requests = 0
    /// Those of them with an N+1.
    private(set) var nPlusOnes = 0
    /// By the fingerprint's hash.
    private(set) var shapes: [UInt64: Shape] = [:]
    /// Shapes were left out, for there were too many.
    private(set) var isCut = false
    /// The ledger's at the last change.
    var version: UInt64 = 0
    private var newest: [(sequence: UInt64, figures: RouteFigures)] = []

    init(number: Int) {
        self.number = number
    }

    var figures: [RouteFigures] { newest.map(\.figures) }

    /// Takes a request in.
    ///
    /// `room` is what the ledger has left for texts of shapes, in bytes.
    mutating func add(_ run: RouteRun, room: inout Int) {
        if newest.count < Self.samples {
            newest.append((run.sequence, run.figures))
        } else {
            newest[requests % Self.samples] = (run.sequence, run.figures)
        }
        requests += 1
        if run.hasNPlusOne { nPlusOnes += 1 }
        for shape in run.shapes { add(shape, requests: 1, room: &room) }
    }

    /// A request that is counted already had news.
    mutating func amend(_ run: RouteRun, hadNPlusOne: Bool, room: inout Int) {
        if let position = newest.lastIndex(where: { $0.sequence == run.sequence }) {
            newest[position].figures = run.figures
        }
        countNPlusOne(by: (run.hasNPlusOne ? 1 : 0) - (hadNPlusOne ? 1 : 0))
        // It is not known here which of them it ran before; what is new among them was run at least.
        for shape in run.shapes { add(shape, requests: 0, room: &room) }
    }

    mutating func countNPlusOne(by step: Int) {
        nPlusOnes = max(0, nPlusOnes + step)
    }

    private mutating func add(_ shape: StatementShape, requests: Int, room: inout Int) {
        let fingerprint = shape.fingerprint
        if shapes[fingerprint.hash] != nil {
            shapes[fingerprint.hash]?.requests += requests
            return
        }
        guard shapes.count < Self.shapeLimit, room > fingerprint.text.utf8.count else {
            isCut = true
            return
        }
        room -= fingerprint.text.utf8.count + 64
        shapes[fingerprint.hash] = Shape(fingerprint: fingerprint, requests: max(1, requests))
    }

    /// What its shapes take of the ledger's room.
    var textBytes: Int { shapes.values.reduce(0) { $0 + $1.fingerprint.text.utf8.count + 64 } }
}
