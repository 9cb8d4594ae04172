import NIOCore
import PeriscopeWire

/// Questions for plans: from this viewer or a reader, to a server, and back.
extension HubCore {
    /// Who wants to know.
    enum Asker {
        case ourselves
        case reader(HubConnection)
    }

    /// Larger requests are no statement that a person looks at.
    static let planRequestBytes = 1 << 20

    /// Asks one of our servers, or the hub that we read from.
    ///
    /// Whatever becomes of it, there is one answer.
    func ask(_ request: WirePlanRequest, of number: UInt64, for asker: Asker) {
        if apps[number] == nil, case .ourselves = asker, let upstream, upstream.ask(request, of: number) { return }
        if let problem = refusal(of: request, number, asker) {
            return answer(asker, number, problem.answer(to: request.id))
        }
        questions += 1
        let question = questions
        var forwarded = request
        forwarded.id = question
        forwarded.app = 0
        guard apps[number]?.connection.send(.planRequest(forwarded)) == true else {
            return answer(asker, number, PlanProblem.unknownApp.answer(to: request.id))
        }
        let timeout = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(options.planTimeout)) {
            self.received(PlanProblem.timedOut.answer(to: question), from: number)
        }
        apps[number]?.ledger.note(.init(asker: asker, id: request.id, timeout: timeout), as: question)
    }

    private func refusal(of request: WirePlanRequest, _ number: UInt64, _ asker: Asker) -> PlanProblem? {
        guard let app = apps[number] else { return .unknownApp }
        guard app.hello.knowsPlans else { return .oldServer }
        guard app.ledger.count < options.plans, app.connection.isListening else { return .tooMany }
        if case .reader(let reader) = asker {
            let open = apps.values.reduce(0) { $0 + $1.ledger.count { $0.isReader(reader) } }
            guard open < options.plansOfReader else { return .tooMany }
        }
        let bytes = request.values.reduce(request.sql.utf8.count) { $0 + $1.text.utf8.count + 16 }
        return bytes > HubCore.planRequestBytes ? .tooLong : nil
    }

    /// A server's answer; one that nobody asked for is passed over.
    func received(_ answer: WirePlanAnswer, from number: UInt64) {
        guard let question = apps[number]?.ledger.take(answer.id) else { return }
        self.answer(question.asker, number, answer.cut(id: question.id))
    }

    /// Tells everyone who still waits for this server that it is gone.
    func abandonQuestions(_ ledger: inout PlanLedger<Asker>, of number: UInt64) {
        for question in ledger.takeAll() {
            answer(question.asker, number, PlanProblem.serverGone.answer(to: question.id))
        }
    }

    /// Forgets what a reader wanted to know.
    func forgetQuestions(of reader: HubConnection) {
        for number in apps.keys { _ = apps[number]?.ledger.takeAll { $0.isReader(reader) } }
    }

    private func answer(_ asker: Asker, _ number: UInt64, _ answer: WirePlanAnswer) {
        switch asker {
        case .ourselves: emit(.planAnswer(app: number, answer), bytes: answer.steps.count * 64)
        case .reader(let reader): tell(reader, number, .planAnswer(answer))
        }
    }
}

extension HubCore.Asker {
    fileprivate func isReader(_ connection: HubConnection) -> Bool {
        if case .reader(let reader) = self { reader === connection } else { false }
    }
}
