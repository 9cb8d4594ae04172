/// What a probe captures of requests, and what it masks.
public struct ProbeOptions: Sendable {
    /// Names whose values never leave the server, wherever they stand.
    public var redaction: RedactionRules
    /// Whether the text of request and response bodies is captured; sizes always are.
    public var bodies: Bool
    /// Bytes of a body that are captured at most, each way; larger responses are left alone, size only.
    public var bodyLimitBytes: Int
    /// Whether the values of a template's context are captured; keys and types always are.
    public var contextValues: Bool

    /// Makes the options that suit most apps: text bodies up to 64 KiB, context values, the standard mask.
    public init(
        redaction: RedactionRules = .standard, bodies: Bool = true, bodyLimitBytes: Int = 65_536,
        contextValues: Bool = true
    ) {
        self.redaction = redaction
        self.bodies = bodies
        self.bodyLimitBytes = bodyLimitBytes
        self.contextValues = contextValues
    }
}
