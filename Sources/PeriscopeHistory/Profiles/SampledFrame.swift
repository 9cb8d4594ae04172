/// A place in a build's code where a sample stood, or that had called it: an address in one of the build's modules.
///
/// Laid out as on the wire, with the build's own number of the module in place of the process's.
struct SampledFrame: Sendable, Hashable {
    /// Frames are missing here: the walk ended at its limit.
    static let cut = SampledFrame(bits: .max)
    /// Of a module that the server never told of.
    static let unknownModule: UInt16 = 0xffff
    /// Stands for frames that were read from a file, with their names: the address is their place in a list.
    static let writtenModule: UInt16 = 0xfffe

    private static let addressMask: UInt64 = 1 << 47 - 1
    private static let asyncBit: UInt64 = 1 << 47

    private let bits: UInt64

    private init(bits: UInt64) {
        self.bits = bits
    }

    /// As the wire has it.
    init(wire bits: UInt64) {
        self.init(bits: bits)
    }

    init(module: UInt16, address: UInt64, isAsync: Bool) {
        bits = UInt64(module) << 48 | (isAsync ? Self.asyncBit : 0) | address & Self.addressMask
    }

    var module: UInt16 { UInt16(truncatingIfNeeded: bits >> 48) }
    var address: UInt64 { bits & Self.addressMask }
    var isAsync: Bool { bits & Self.asyncBit != 0 }
    var isCut: Bool { self == Self.cut }

    func inModule(_ number: UInt16) -> SampledFrame {
        SampledFrame(module: number, address: address, isAsync: isAsync)
    }
}
