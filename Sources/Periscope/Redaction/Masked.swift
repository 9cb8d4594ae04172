package import PeriscopeWire

/// What stands in place of a masked value: no character of it, and not its length.
package let redactedText = "[redacted]"

/// A text that may leave the process.
package struct Masked: Sendable, Equatable {
    package var text: String
    /// A keyed hash of what was masked, 0 where nothing was: the viewer can tell that two masked values differ.
    package var mask: UInt64

    package init(text: String, mask: UInt64 = 0) {
        self.text = text
        self.mask = mask
    }
}

/// A query's values that may leave the process.
package struct MaskedValues: Sendable, Equatable {
    package var values: [MaskedValue] = []
    /// Values that could not be told from the statement's text, or were beyond the limit.
    package var omitted = 0
}

/// A query's value that may leave the process.
package struct MaskedValue: Sendable, Equatable {
    package var kind: WireValueKind
    package var text: String
    package var mask: UInt64 = 0
    package var truncatedBytes = 0
}

/// A body that may leave the process.
package struct MaskedBody: Sendable, Equatable {
    /// Absent where it is not text.
    package var text: String?
    /// Bytes of the body that are not in the text because it was cut.
    package var truncatedBytes: UInt64
}

/// A template's key that may leave the process.
package struct MaskedContext: Sendable, Equatable {
    package var key: String
    package var type: String
    package var value: String?
    package var mask: UInt64
    package var children: [MaskedContext]
    package var count: Int?
}
