package import PeriscopeWire

/// What stands in place of a masked value, everywhere a person or a program can read.
package let redacted = "[redacted]"

/// One value of a query.
package struct ValueRecord: Sendable, Equatable {
    package let kind: WireValueKind
    /// Empty for NULL, the literal `x'…'` for a blob, `[redacted]` for a masked value.
    package let text: String
    /// Not 0 where the value is masked: equal values of one process have equal hashes.
    package let mask: UInt64
    package let truncatedBytes: UInt64

    package init(kind: WireValueKind, text: String, mask: UInt64 = 0, truncatedBytes: UInt64 = 0) {
        self.kind = kind
        self.text = text
        self.mask = mask
        self.truncatedBytes = truncatedBytes
    }
}

/// A named value of a span, a log line, a route or a process.
package struct AttributeRecord: Sendable, Equatable {
    package let key: String
    package let value: String
    package let mask: UInt64
    package let truncatedBytes: UInt64

    package init(key: String, value: String, mask: UInt64 = 0, truncatedBytes: UInt64 = 0) {
        self.key = key
        self.value = value
        self.mask = mask
        self.truncatedBytes = truncatedBytes
    }
}

package typealias HeaderRecord = AttributeRecord

package struct BodyRecord: Sendable, Equatable {
    /// The size as sent or received.
    package let bytes: UInt64
    /// Absent where it is not text, was not captured, or capture is off.
    package let text: String?
    package let truncatedBytes: UInt64
    package let contentType: String

    package init(bytes: UInt64, text: String?, truncatedBytes: UInt64 = 0, contentType: String = "") {
        self.bytes = bytes
        self.text = text
        self.truncatedBytes = truncatedBytes
        self.contentType = contentType
    }
}

package struct FailureRecord: Sendable, Equatable {
    package let type: String
    package let message: String
    package let stack: [String]

    package init(type: String, message: String, stack: [String] = []) {
        self.type = type
        self.message = message
        self.stack = stack
    }
}

/// One key of what a template was given.
package struct ContextRecord: Sendable, Equatable {
    package let key: String
    package let type: String
    /// Absent for a container.
    package let value: String?
    package let mask: UInt64
    package let children: [ContextRecord]
    /// Elements of a container, shown or not.
    package let count: UInt64?

    package init(
        key: String, type: String, value: String?, mask: UInt64 = 0, children: [ContextRecord] = [],
        count: UInt64? = nil
    ) {
        self.key = key
        self.type = type
        self.value = value
        self.mask = mask
        self.children = children
        self.count = count
    }
}

package struct LogRecord: Sendable, Equatable {
    package var at: UInt64
    package var level: WireLogLevel
    package var label: String
    package var message: String
    package var metadata: [AttributeRecord]
    package var source: String
    package var file: String
    package var line: Int
    package var span: UInt64
    package var isDump: Bool
    package var truncatedBytes: UInt64

    package init(
        at: UInt64, level: WireLogLevel, label: String, message: String, metadata: [AttributeRecord] = [],
        source: String = "", file: String = "", line: Int = 0, span: UInt64 = 0, isDump: Bool = false,
        truncatedBytes: UInt64 = 0
    ) {
        self.at = at
        self.level = level
        self.label = label
        self.message = message
        self.metadata = metadata
        self.source = source
        self.file = file
        self.line = line
        self.span = span
        self.isDump = isDump
        self.truncatedBytes = truncatedBytes
    }
}
