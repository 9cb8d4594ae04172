/// A protobuf message as it is written, field by field: what the pprof format needs of it, and no more.
struct ProtobufBytes {
    private(set) var bytes: [UInt8] = []

    /// A number; 0 is what a reader takes an absent one for, and is not written.
    mutating func field(_ number: UInt64, _ value: UInt64) {
        guard value != 0 else { return }
        varint(number << 3)
        varint(value)
    }

    /// A number in two's complement, as `int64` has it.
    mutating func field(_ number: UInt64, signed value: Int64) {
        field(number, UInt64(bitPattern: value))
    }

    /// Bytes, text or a message; an empty one is written too, for in a list it has its place.
    mutating func field(_ number: UInt64, _ content: some Collection<UInt8>) {
        varint(number << 3 | 2)
        varint(UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    mutating func field(_ number: UInt64, _ message: (inout ProtobufBytes) -> Void) {
        var content = ProtobufBytes()
        message(&content)
        field(number, content.bytes)
    }

    /// A packed list of numbers.
    mutating func field(_ number: UInt64, packed values: some Sequence<UInt64>) {
        var content = ProtobufBytes()
        for value in values { content.varint(value) }
        field(number, content.bytes)
    }

    /// Seven bits a byte, the lowest first.
    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
