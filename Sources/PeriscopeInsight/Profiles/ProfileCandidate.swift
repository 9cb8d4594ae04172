/// A function of the app that may be worth changing, with how sure that is.
package struct ProfileCandidate: Sendable, Equatable {
    package var hot: HotFunction
    /// Of all samples, those it would save if it, and what it has libraries do, cost nothing.
    package var share: SampleShare
    /// Enough samples, and even by the lower bound at least `ProfileCandidate.least` of the time.
    package var isAboveNoise: Bool
    /// It surely uses more than the next one; otherwise their order is chance.
    package var isAboveNext: Bool

    /// What nobody would notice: a fiftieth of the CPU time.
    package static let least = 0.02
}
