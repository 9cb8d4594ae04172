import PeriscopeWire

/// Makes batches of what recorders held: masks, cuts and interns, in this order.
///
/// Costs CPU, on the uplink's thread only; does no I/O.
struct BatchEncoder {
    private let redactor: Redactor
    private let options: ProbeOptions
    private var table = InternTable()
    private var stacks = ToldStacks()
    private var places: ToldPlaces
    /// Of requests that have begun to be sent and have not ended.
    private var memories: [UInt64: RequestMemory] = [:]

    init(redactor: Redactor, options: ProbeOptions, tree: SampleTree) {
        self.redactor = redactor
        self.options = options
        places = ToldPlaces(tree)
    }

    /// Begins anew with a viewer that knows no string; what was masked in requests that go on is remembered.
    mutating func startConnection(live: Set<UInt64>) {
        table = InternTable()
        stacks.restart()
        places.restart()
        memories = memories.filter { live.contains($0.key) || $0.key == 0 }
    }

    /// Takes as many news from the front as one batch should carry, at least one.
    mutating func batch(of waiting: inout ArraySlice<RecorderNews>) -> WireBatch {
        table.beginBatch()
        var requests: [WireRequestDelta] = []
        var bytes = 0
        while let news = waiting.first, requests.isEmpty || (bytes < EncodingLimits.batch && !table.isFull) {
            waiting.removeFirst()
            bytes += news.heldBytes
            requests.append(delta(of: news))
        }
        var batch = emptyBatch()
        batch.requests = requests
        batch.stacks = stacks.takeNew()
        if requests.contains(where: { !$0.samples.isEmpty }) { places.tell(in: &batch) }
        return batch
    }

    /// A batch that carries only what the table learnt.
    mutating func emptyBatch() -> WireBatch {
        var batch = WireBatch()
        let new = table.takeNew()
        batch.stringsReset = new.reset
        batch.strings = new.strings
        return batch
    }

    /// The last batch was not sent, so its strings, stacks and places are not known: all start anew.
    mutating func forgetBatch() {
        table.restart()
        stacks.restart()
        places.restart()
    }

    /// What is sent instead of news that are too large for a frame: all but the spans, lines and bodies.
    mutating func withoutDetail(_ news: RecorderNews) -> RecorderNews {
        var rest = news
        rest.spans = []
        rest.logs = []
        rest.requestBody = nil
        rest.ending?.requestBody = nil
        rest.ending?.responseBody = nil
        rest.heldBytes = 0
        memory(of: news.id) { $0.lost &+= news.events }
        return rest
    }

    private mutating func memory(of id: UInt64, _ change: (inout RequestMemory) -> Void) {
        change(&memories[id, default: RequestMemory(redaction: RequestRedaction(redactor))])
    }

    /// One request's news.
    ///
    /// What teaches which values are secret goes first: headers, query, bodies, statements, contexts; free text last.
    private mutating func delta(of news: RecorderNews) -> WireRequestDelta {
        let memory = memories.removeValue(forKey: news.id) ?? RequestMemory(redaction: RequestRedaction(redactor))
        var encoder = DeltaEncoder(redaction: memory.redaction, table: table, stacks: stacks, options: options)
        // The encoder's copy is the only one while it works, so that nothing is copied.
        table = InternTable()
        stacks = ToldStacks()
        var delta = encoder.encode(news)
        table = encoder.table
        stacks = encoder.stacks
        delta.dropped = news.dropped &+ memory.lost
        if news.ending == nil {
            memories[news.id] = RequestMemory(redaction: encoder.redaction, lost: memory.lost)
        }
        return delta
    }
}
