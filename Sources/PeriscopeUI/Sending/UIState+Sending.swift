import PeriscopeHistory
import Screen

/// `r` and `R`: the request again, to the same server.
extension UIState {
    /// How long after the last answer the server has to tell of it: nanoseconds.
    private static let patience: Int64 = 3_000_000_000
    /// What `R` sends where nothing is written.
    static let usualTimes = 10

    mutating func sendAgain(_ context: UIContext) -> [UIEffect] {
        if sendings.current?.endedAt == nil, sendings.current != nil { return stopSending(context) }
        guard let id = requestInHand(context) else { return [] }
        return send(id, times: 1, context)
    }

    mutating func startSendingAgain(_ context: UIContext) {
        guard sendings.current == nil else { return say("One is being sent: r stops it", context) }
        guard let id = requestInHand(context), outgoing(id, context) != nil else { return }
        overlay = .prompt(.sendTimes(id), LineEditor(), before: "")
    }

    /// The number was written.
    mutating func send(_ id: RequestID, times text: String, _ context: UIContext) -> [UIEffect] {
        Self.times(text).map { send(id, times: $0, context) } ?? []
    }

    /// Empty where it can be done so often.
    static func refusal(ofTimes text: String) -> String {
        times(text) == nil ? "How often is a number from 1 to \(SendAgain.mostTimes)" : ""
    }

    private static func times(_ text: String) -> Int? {
        let written = text.filter { $0 != " " && $0 != "," }
        guard !written.isEmpty else { return usualTimes }
        return Int(written).flatMap { (1...SendAgain.mostTimes).contains($0) ? $0 : nil }
    }

    private mutating func send(_ id: RequestID, times: Int, _ context: UIContext) -> [UIEffect] {
        guard sendings.current == nil else {
            say("One is being sent already", context)
            return []
        }
        guard let outgoing = outgoing(id, context) else { return [] }
        let wish = SendAgain(request: id, times: times, outgoing: outgoing)
        guard outgoing.isSafe, outgoing.isLocal else {
            overlay = .question(.send(wish))
            return []
        }
        return begin(wish)
    }

    /// The question, if there was one, was answered with a yes.
    mutating func begin(_ wish: SendAgain) -> [UIEffect] {
        sendings.current = Sending(wish)
        return [.send(wish)]
    }

    mutating func stopSending(_ context: UIContext) -> [UIEffect] {
        sendings.current?.isStopped = true
        return [.stopSending]
    }

    /// What the sender tells.
    mutating func take(_ news: SendingNews, _ context: UIContext) {
        guard sendings.current != nil else { return }
        sendings.current?.take(news, at: context.now)
        endSendingIfDone(context)
    }

    /// Marks the requests that came of it.
    mutating func watchSending(_ change: HistoryChange, _ context: UIContext) -> [UIEffect] {
        guard var sending = sendings.current, !change.changed.isEmpty else { return [] }
        var effects: [UIEffect] = []
        for id in change.changed {
            guard let request = context.history.request(id), sending.take(request, context.history) else { continue }
            if marks.insert(id).inserted, id != detail.request { effects.append(.pin(id, true)) }
        }
        sendings.current = sending
        endSendingIfDone(context)
        return effects
    }

    /// At a tick, too: a server may never tell of what it answered.
    mutating func endSendingIfDone(_ context: UIContext) {
        guard let sending = sendings.current, let endedAt = sending.endedAt,
            sending.isComplete || context.now &- endedAt > Self.patience || sending.answered == 0
        else { return }
        let report = SendingReport(sending, context.history, at: context.now)
        sendings.current = nil
        sendings.keep(report)
        say(SendingText(format: Format(glyphs: .unicode)).line(report), context)
    }

    /// The selected one, or that of the detail.
    private mutating func requestInHand(_ context: UIContext) -> RequestID? {
        let id = scope == .list ? list.cursorRequest : detail.request
        guard let id, context.history.contains(id) else {
            say("No request to send", context)
            return nil
        }
        return id
    }

    /// Says why where it can't be sent.
    private mutating func outgoing(_ id: RequestID, _ context: UIContext) -> OutgoingRequest? {
        guard let request = context.history.request(id) else { return nil }
        do throws(OutgoingRequest.Refusal) {
            return try OutgoingRequest(request, history: context.history, source: context.environment.hub)
        } catch {
            say(error.sentence, context)
            return nil
        }
    }
}
