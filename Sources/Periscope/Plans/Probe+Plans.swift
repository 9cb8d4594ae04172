extension Probe {
    /// Says that a database can be asked for plans; `namespace` is what its queries carry.
    package func answerPlans(system: String, namespace: String, _ explainer: @escaping PlanExplainer) {
        core?.plans.register(system: system, namespace: namespace, explainer)
    }
}
