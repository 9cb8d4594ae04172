import PeriscopeWire

extension WirePlanAnswer {
    /// What a person reads of one step, and of a problem.
    private static let characters = 1_000

    /// Within the limits, and with the number that its asker knows it by.
    func cut(id: UInt64) -> WirePlanAnswer {
        var cut = self
        cut.id = id
        cut.problem = String(problem.prefix(WirePlanAnswer.characters))
        cut.steps = steps.prefix(WireLimits.planSteps).map { step in
            var step = step
            if step.detail.utf8.count > WirePlanAnswer.characters {
                step.detail = String(step.detail.prefix(WirePlanAnswer.characters))
            }
            return step
        }
        return cut
    }
}
