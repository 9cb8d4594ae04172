package import Logging
package import PeriscopeWire

/// One log line; unmasked and unformatted, so it stays in the process.
package struct LogEntry: Sendable {
    /// Nanoseconds from the probe's anchor.
    package var at: UInt64
    package var level: WireLogLevel
    package var label: String
    package var message: String
    /// The line's own; of a key that both have, it wins over what the logger carries.
    package var metadata: Logger.Metadata
    /// What the logger carries, in order; no key twice.
    package var carried: [(key: String, value: Logger.Metadata.Value)]
    /// The module.
    package var source: String
    package var file: String
    package var line: UInt
    /// The span that was open.
    package var span: UInt64
    /// Made by `probe.dump`.
    package var isDump: Bool

    package init(
        at: UInt64, level: WireLogLevel, label: String, message: String, metadata: Logger.Metadata = [:],
        carried: [(key: String, value: Logger.Metadata.Value)] = [], source: String = "", file: String = "",
        line: UInt = 0, span: UInt64 = 0, isDump: Bool = false
    ) {
        self.at = at
        self.level = level
        self.label = label
        self.message = message
        self.metadata = metadata
        self.carried = carried
        self.source = source
        self.file = file
        self.line = line
        self.span = span
        self.isDump = isDump
    }

    /// An estimate of what it holds; a value that is not text yet counts as a few words.
    var heldBytes: Int {
        carried.reduce(metadata.reduce(160 + message.utf8.count, Self.add), Self.add)
    }

    private static func add(_ sum: Int, _ member: (key: String, value: Logger.Metadata.Value)) -> Int {
        sum + 64 + member.key.utf8.count + size(of: member.value, depth: 0)
    }

    /// All there is, by key.
    var allMetadata: [(key: String, value: Logger.Metadata.Value)] {
        let others = carried.filter { metadata[$0.key] == nil }
        return (others + metadata.map { ($0.key, $0.value) }).sorted { $0.key < $1.key }
    }

    /// Deeper than it is ever sent, a value counts as nothing.
    private static func size(of value: Logger.Metadata.Value, depth: Int) -> Int {
        guard depth <= EncodingLimits.contextDepth else { return 0 }
        switch value {
        case .string(let text): return text.utf8.count
        case .stringConvertible: return 64
        case .dictionary(let members):
            return members.reduce(0) { $0 + 64 + $1.key.utf8.count + size(of: $1.value, depth: depth + 1) }
        case .array(let elements):
            return elements.reduce(0) { $0 + 48 + size(of: $1, depth: depth + 1) }
        }
    }
}
