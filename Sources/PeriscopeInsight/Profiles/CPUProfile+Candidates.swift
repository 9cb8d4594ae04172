extension CPUProfile {
    /// The app's functions by what changing them would save, those above noise first.
    ///
    /// By `ownWithLibraries`, not by `total`: what a caller spends in other functions of the app is theirs to save.
    /// Functions that only called others are left out.
    package func candidates(limit: Int = 10) -> [ProfileCandidate] {
        let hot = hotFunctions.prefix { $0.function.origin == .app && $0.ownWithLibraries > 0 }
        let all = hot.indices.map { index in
            let share = SampleShare(count: hot[index].ownWithLibraries, of: samples)
            let next = index + 1 < hot.endIndex ? hot[index + 1].ownWithLibraries : 0
            return ProfileCandidate(
                hot: hot[index], share: share,
                isAboveNoise: share.isEnough && share.low >= ProfileCandidate.least,
                isAboveNext: Self.isSurelyMore(hot[index].ownWithLibraries, than: next))
        }
        // A share that is well known may stand below one that is not: a stable sort by hand.
        return Array((all.filter(\.isAboveNoise) + all.filter { !$0.isAboveNoise }).prefix(max(0, limit)))
    }

    /// Of samples that fall on the one or the other, the difference is within its 95 % bounds above zero.
    private static func isSurelyMore(_ count: UInt64, than next: UInt64) -> Bool {
        Double(count) - Double(next) > SampleShare.z * (Double(count) + Double(next)).squareRoot()
    }
}
