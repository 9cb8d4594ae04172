import PeriscopeSQL
import Synchronization

/// One process's rules and key, and what they said of the names and statements that come again and again.
///
/// Used by the uplink's thread; the locks are there for tests and never waited for in the app.
package final class Redactor: Sendable {
    private static let rememberedNames = 4096
    private static let rememberedStatements = 1024
    private static let rememberedTexts = 512
    private static let rememberedTextBytes = 512

    private let rules: RedactionRules
    private let key: (UInt64, UInt64)
    private let names = Mutex<[String: Bool]>([:])
    private let statements = Mutex<[String: RedactedStatement]>([:])
    private let texts = Mutex<[String: String]>([:])

    /// - Parameter key: random bits of this process.
    package init(rules: RedactionRules, key: (UInt64, UInt64)) {
        self.rules = rules
        self.key = key
    }

    /// A keyed hash of a value, never 0.
    package func hash(_ value: some StringProtocol) -> UInt64 {
        KeyedHash.hash(value.utf8, key: key)
    }

    package func isSensitive(_ name: String) -> Bool {
        names.withLock { names in
            if let known = names[name] { return known }
            if names.count >= Self.rememberedNames { names.removeAll(keepingCapacity: true) }
            let answer = rules.isSensitive(name)
            names[name] = answer
            return answer
        }
    }

    /// A text that comes again and again, such as a browser's `User-Agent`, without what is secret by its name.
    ///
    /// The answer depends on the text and the rules alone, so that it may be remembered across requests; what a request
    /// taught is taken out afterwards.
    func remembered(_ text: String, _ masked: (String) -> String) -> String {
        guard text.utf8.count <= Self.rememberedTextBytes else { return masked(text) }
        if let known = texts.withLock({ $0[text] }) { return known }
        let answer = masked(text)
        texts.withLock { texts in
            if texts.count >= Self.rememberedTexts { texts.removeAll(keepingCapacity: true) }
            texts[text] = answer
        }
        return answer
    }

    func statement(_ sql: String) -> RedactedStatement {
        if let known = statements.withLock({ $0[sql] }) { return known }
        let statement = RedactedStatement(sql, redactor: self)
        statements.withLock { statements in
            if statements.count >= Self.rememberedStatements { statements.removeAll(keepingCapacity: true) }
            statements[sql] = statement
        }
        return statement
    }
}
