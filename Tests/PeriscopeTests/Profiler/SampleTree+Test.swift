import Periscope

extension SampleTree {
    /// Takes in a stack of addresses, innermost first.
    func node(_ frames: [UInt64], physical: Int? = nil, isTruncated: Bool = false, periods: UInt32 = 1) -> UInt32 {
        frames.withUnsafeBufferPointer { buffer in
            node(
                of: StackSample(
                    request: 0, span: 0, periods: periods, physical: physical ?? frames.count,
                    isTruncated: isTruncated, frames: buffer))
        }
    }

    /// Frames of a node, innermost first.
    func stack(_ node: UInt32) -> [UInt64] {
        node == 0 ? [] : [frames[Int(node) - 1]] + stack(parent(of: node))
    }
}

extension SampledObject {
    static let shop = SampledObject(base: 0x10_0000, start: 0x11_0000, end: 0x20_0000, path: "", isExecutable: true)
    static let sqlite = SampledObject(base: 0x40_0000, start: 0x40_0000, end: 0x50_0000, path: "/lib/libsqlite3.so.0")
    static let libc = SampledObject(base: 0x60_0000, start: 0x60_0000, end: 0x70_0000, path: "/lib/libc.so.6")
    static let kernel = SampledObject(base: 0x80_0000, start: 0x80_0000, end: 0x80_1000, path: "")
}
