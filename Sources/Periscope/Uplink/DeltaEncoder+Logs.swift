import Logging
import PeriscopeWire

extension DeltaEncoder {
    /// A line's metadata, by key; nested values under dotted keys, so that a secret name counts at any depth.
    mutating func metadata(of entry: LogEntry) -> [WireAttribute] {
        var texts: [(key: String, value: String)] = []
        for (key, value) in entry.allMetadata {
            Self.flatten(key, value, depth: 0, into: &texts)
        }
        return texts.map { attribute($0.key, $0.value) }
    }

    /// A line with its metadata, which was masked before its message.
    mutating func line(_ entry: LogEntry, metadata: [WireAttribute]) -> WireLogLine {
        var line = WireLogLine()
        line.atNs = entry.at
        line.level = entry.level
        line.label = name(entry.label)
        let message = entry.isDump ? redaction.dump(entry.message) : entry.message
        (line.message, line.truncatedBytes) = free(message, EncodingLimits.message)
        line.metadata = metadata
        line.source = name(entry.source)
        line.file = name(entry.file)
        line.line = UInt32(clamping: entry.line)
        line.span = entry.span
        line.dump = entry.isDump
        return line
    }

    private static func flatten(
        _ key: String, _ value: Logger.Metadata.Value, depth: Int, into texts: inout [(key: String, value: String)]
    ) {
        guard texts.count < EncodingLimits.attributes else { return }
        switch value {
        case .string(let text): texts.append((key, text))
        case .stringConvertible(let value): texts.append((key, value.description))
        case .dictionary(let members) where depth < EncodingLimits.contextDepth:
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                flatten("\(key).\(name)", member, depth: depth + 1, into: &texts)
            }
        case .array(let elements) where depth < EncodingLimits.contextDepth:
            for (index, element) in elements.enumerated() {
                flatten("\(key).\(index)", element, depth: depth + 1, into: &texts)
            }
        case .dictionary(let members): texts.append((key, "\(members.count) members"))
        case .array(let elements): texts.append((key, "\(elements.count) elements"))
        }
    }
}
