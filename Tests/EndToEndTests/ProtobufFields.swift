/// The fields of a protobuf message, as far as a test looks at them: numbers, messages, texts, packed numbers.
struct ProtobufFields {
    private var numbers: [(field: UInt64, value: UInt64)] = []
    private var pieces: [(field: UInt64, bytes: ArraySlice<UInt8>)] = []

    /// Ends where the bytes are no message.
    init(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        while let key = Self.number(&rest) {
            switch key & 7 {
            case 0:
                guard let value = Self.number(&rest) else { return }
                numbers.append((key >> 3, value))
            case 2:
                guard let count = Self.number(&rest), count <= rest.count else { return }
                pieces.append((key >> 3, rest.prefix(Int(count))))
                rest = rest.dropFirst(Int(count))
            default: return
            }
        }
    }

    func messages(_ field: UInt64) -> [ProtobufFields] {
        pieces.filter { $0.field == field }.map { ProtobufFields($0.bytes) }
    }

    func texts(_ field: UInt64) -> [String] {
        pieces.filter { $0.field == field }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    func packed(_ field: UInt64) -> [UInt64] {
        pieces.filter { $0.field == field }.flatMap { piece -> [UInt64] in
            var rest = piece.bytes
            var values: [UInt64] = []
            while let value = Self.number(&rest) { values.append(value) }
            return values
        }
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
