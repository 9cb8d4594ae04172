/// Honest work for the processor: counts primes by trial division until the time is over.
enum PrimeSearch {
    /// So rarely is the clock looked at that the work is all in ``isPrime(_:)``.
    private static let candidatesPerLook = 100

    static func run(for duration: Duration) -> (count: Int, last: Int) {
        let end = ContinuousClock.now + duration
        var (count, last, candidate) = (1, 2, 3)
        while ContinuousClock.now < end {
            for _ in 0..<candidatesPerLook {
                if isPrime(candidate) { (count, last) = (count + 1, candidate) }
                candidate += 2
            }
        }
        return (count, last)
    }

    private static func isPrime(_ candidate: Int) -> Bool {
        var divisor = 3
        while divisor * divisor <= candidate {
            if candidate.isMultiple(of: divisor) { return false }
            divisor += 2
        }
        return true
    }
}
