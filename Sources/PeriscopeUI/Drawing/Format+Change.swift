import Screen

/// A time against another.
extension Format {
    /// By how much, with its sign: `−45 ms`, `+1.25 s`.
    func change(from before: UInt64, to now: UInt64) -> String {
        now >= before ? "+" + roughDuration(now - before) : glyphs.minus + roughDuration(before - now)
    }

    /// `48→3.1 ms`; each with its own unit where they differ.
    func transition(from before: UInt64, to now: UInt64) -> String {
        let old = roughDuration(before)
        let new = roughDuration(now)
        let (oldParts, newParts) = (old.split(separator: " "), new.split(separator: " "))
        guard oldParts.count == 2, newParts.count == 2, oldParts[1] == newParts[1] else {
            return old + glyphs.arrowRight + new
        }
        return oldParts[0] + glyphs.arrowRight + new
    }
}
