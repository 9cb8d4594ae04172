#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What `periscope.proto` says, as far as a test needs it: messages, and the number and type of their fields.
struct ProtoFile {
    private(set) var messages: [String: [Int: String]] = [:]

    /// - Parameter path: Of this file, from which the package's folder is found.
    init(from path: String = #filePath) throws {
        let package = path.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = try String(
            contentsOf: URL(filePath: "/\(package)/Sources/PeriscopeWire/periscope.proto"), encoding: .utf8)
        var open: [(kind: Substring, name: String)] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let first = words.first, !first.hasPrefix("//") else { continue }
            if words.last == "{" {
                open.append((first, String(words[1])))
                if first == "message" { messages[String(words[1])] = [:] }
            } else if first == "}" {
                open.removeLast()
            } else if let message = open.last(where: { $0.kind == "message" })?.name, open.last?.kind != "enum",
                first != "reserved", let equals = words.firstIndex(of: "="), equals >= 2
            {
                messages[message]?[Int(words[equals + 1].dropLast()) ?? 0] = String(words[equals - 2])
            }
        }
    }

    /// The fields that occur in these bytes of a message of this type, and in those inside, as "Type.number".
    func fields(in bytes: ArraySlice<UInt8>, of message: String) -> Set<String> {
        var found: Set<String> = []
        var rest = bytes
        while !rest.isEmpty {
            let tag = varint(&rest)
            let number = Int(tag >> 3)
            found.insert("\(message).\(number)")
            switch tag & 7 {
            case 0: _ = varint(&rest)
            case 1: rest = rest.dropFirst(8)
            case 5: rest = rest.dropFirst(4)
            default:
                let length = Int(varint(&rest))
                if let type = messages[message]?[number], messages[type] != nil {
                    found.formUnion(fields(in: rest.prefix(length), of: type))
                }
                rest = rest.dropFirst(length)
            }
        }
        return found
    }

    private func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = bytes.popFirst() {
            value |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 { break }
            shift += 7
        }
        return value
    }
}
