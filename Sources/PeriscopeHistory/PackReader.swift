/// Reads what `PackWriter` wrote, in the same order.
///
/// Past the end it reads zeros.
struct PackReader {
    private let bytes: [UInt8]
    private let texts: [String]
    private let stacks: StackNumbers
    private var position: Int

    init(bytes: [UInt8], texts: [String], stacks: StackNumbers, position: Int) {
        self.stacks = stacks
        self.bytes = bytes
        self.texts = texts
        self.position = position
    }

    mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        position += 1
        return bytes[position - 1]
    }

    mutating func number() -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = byte()
            value |= UInt64(next & 0x7f) << shift
            shift += 7
            if next < 0x80 || shift > 63 { return value }
        }
    }

    mutating func count() -> Int { Int(clamping: number()) }

    mutating func difference(from base: UInt64) -> UInt64 {
        let coded = number()
        let signed = Int64(bitPattern: coded >> 1) ^ -Int64(bitPattern: coded & 1)
        return base &+ UInt64(bitPattern: signed)
    }

    mutating func optional() -> UInt64? { byte() == 0 ? nil : number() }

    mutating func flags() -> UInt8 { byte() }

    mutating func text() -> String {
        let code = number()
        if code & 1 == 1 {
            let index = Int(clamping: code >> 1)
            return index < texts.count ? texts[index] : ""
        }
        let end = min(bytes.count, position + Int(clamping: min(code >> 1, UInt64(bytes.count))))
        defer { position = end }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    mutating func stack() -> UInt64 {
        let code = number()
        return code & 1 == 1 ? number() : stacks.hash(of: code)
    }

    mutating func optionalText() -> String? { byte() == 0 ? nil : text() }

    mutating func list<Element>(_ element: (inout PackReader) -> Element) -> [Element] {
        let count = count()
        guard count > 0 else { return [] }
        var list: [Element] = []
        list.reserveCapacity(min(count, bytes.count))
        for _ in 0..<count { list.append(element(&self)) }
        return list
    }
}
