/// A program counter of a binary, as an offset from the address that the binary was loaded at.
package struct SymbolAddress: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Where a call comes back to: the call itself is what stands before it, so one less is looked up.
        case returnAddress
        /// What is looked up as it is, such as the function that an await resumes at.
        ///
        /// The compiler gives the first instruction of such a function the line of the await, in debug and in release
        /// builds (tried with Swift 6.3), so that nothing needs correcting.
        case exact
    }

    package var address: UInt64
    package var kind: Kind

    package init(_ address: UInt64, _ kind: Kind) {
        self.address = address
        self.kind = kind
    }

    /// The address whose line is wanted.
    var lookup: UInt64 {
        switch kind {
        case .returnAddress: address == 0 ? 0 : address - 1
        case .exact: address
        }
    }
}
