/// A pprof file as a reader of profile.proto takes it: fields by their numbers, unknown ones passed over.
struct PprofReading {
    typealias Message = [(field: UInt64, number: UInt64, bytes: [UInt8])]

    private(set) var strings: [String] = []
    private(set) var sampleTypes: [[String]] = []
    /// Locations innermost first, and the values.
    private(set) var samples: [(locations: [UInt64], values: [UInt64])] = []
    /// For each location, `name:line` innermost first.
    private(set) var locations: [UInt64: [String]] = [:]
    private(set) var locationMappings: [UInt64: String] = [:]
    private(set) var paths: Set<String> = []
    private(set) var systemNames: Set<String> = []
    private(set) var numbers: [UInt64: UInt64] = [:]
    private(set) var comments: [String] = []

    init?(_ bytes: [UInt8]) {
        guard let file = Self.fields(bytes[...]) else { return nil }
        strings = file.filter { $0.field == 6 }.map { String(decoding: $0.bytes, as: UTF8.self) }
        let functions = messages(file, 5).map { (id: $0.number(1), name: strings[Int($0.number(2))], $0.number(4)) }
        let names = Dictionary(uniqueKeysWithValues: functions.map { ($0.id, $0.name) })
        paths = Set(functions.map { strings[Int($0.2)] })
        systemNames = Set(messages(file, 5).map { strings[Int($0.number(3))] })
        let mappings = messages(file, 3).map { ($0.number(1), strings[Int($0.number(5))]) }
        for message in messages(file, 4) {
            locations[message.number(1)] = messages(message, 4).map { "\(names[$0.number(1)] ?? "?"):\($0.number(2))" }
            locationMappings[message.number(1)] = mappings.first { $0.0 == message.number(2) }?.1
        }
        samples = messages(file, 2).map { ($0.packed(1), $0.packed(2)) }
        sampleTypes = messages(file, 1).map { [strings[Int($0.number(1))], strings[Int($0.number(2))]] }
        for field in file where field.bytes.isEmpty { numbers[field.field] = field.number }
        comments = file.packed(13).map { strings[Int($0)] }
    }

    /// A sample's stack as text, outermost first, inlined lines and all.
    func stack(_ sample: Int) -> String {
        samples[sample].locations.reversed().flatMap { (locations[$0] ?? ["?"]).reversed() }.joined(separator: ";")
    }

    private func messages(_ message: Message, _ field: UInt64) -> [Message] {
        message.filter { $0.field == field }.compactMap { Self.fields($0.bytes[...]) }
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) -> Message? {
        var rest = bytes
        var fields: Message = []
        while !rest.isEmpty {
            guard let key = varint(&rest) else { return nil }
            guard let number = varint(&rest) else { return nil }
            switch key & 7 {
            case 0: fields.append((key >> 3, number, []))
            case 2:
                guard number <= UInt64(rest.count) else { return nil }
                fields.append((key >> 3, 0, Array(rest.prefix(Int(number)))))
                rest = rest.dropFirst(Int(number))
            default: return nil
            }
        }
        return fields
    }

    fileprivate static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while let byte = bytes.popFirst(), shift < 64 {
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}

extension PprofReading.Message {
    func number(_ field: UInt64) -> UInt64 { first { $0.field == field }?.number ?? 0 }

    func packed(_ field: UInt64) -> [UInt64] {
        var rest = first { $0.field == field }?.bytes[...] ?? []
        var numbers: [UInt64] = []
        while let number = PprofReading.varint(&rest) { numbers.append(number) }
        return numbers
    }
}
