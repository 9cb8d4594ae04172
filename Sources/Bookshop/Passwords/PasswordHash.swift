/// A password as it is kept: PBKDF2 with HMAC-SHA-256 (RFC 8018), as `pbkdf2_sha256$iterations$salt$hash`.
///
/// Few iterations, so that a sign-in in a debug build takes milliseconds; the text carries the number, so it can rise.
struct PasswordHash: CustomStringConvertible, Sendable {
    private static let scheme = "pbkdf2_sha256"
    private static let defaultIterations = 1_000

    /// The hash to compare with when there is no such customer, so that the answer takes as long.
    static let nobody = make("nobody")

    private let iterations: Int
    private let salt: String
    private let digest: String

    var description: String { "\(Self.scheme)$\(iterations)$\(salt)$\(digest)" }

    /// Hashes a new password.
    ///
    /// The salt is taken from the password, so that the seed is the same every time.
    static func make(_ password: String) -> PasswordHash {
        let salt = hex(SHA256.digest(Array("bookshop\(password)".utf8)).prefix(4))
        return PasswordHash(password, salt: salt, iterations: defaultIterations)
    }

    /// Reads a stored hash; nil when it is not one.
    init?(stored: String) {
        let parts = stored.split(separator: "$")
        guard parts.count == 4, parts[0] == Self.scheme, let iterations = Int(parts[1]) else { return nil }
        self.iterations = iterations
        salt = String(parts[2])
        digest = String(parts[3])
    }

    private init(_ password: String, salt: String, iterations: Int) {
        self.iterations = iterations
        self.salt = salt
        digest = Self.hex(Self.derive(password, salt: salt, iterations: iterations))
    }

    /// Whether this is the hash of `password`.
    ///
    /// Takes about as long as making one, and the same time for yes and no.
    func matches(_ password: String) -> Bool {
        let candidate = PasswordHash(password, salt: salt, iterations: iterations).digest
        guard candidate.utf8.count == digest.utf8.count else { return false }
        return zip(candidate.utf8, digest.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(_ password: String, salt: String, iterations: Int) -> [UInt32] {
        let key = HMACKey(password)
        var block = key.authenticate(bytes: Array(salt.utf8) + [0, 0, 0, 1])
        var result = block
        for _ in 1..<max(1, iterations) {
            block = key.authenticate(words: block)
            for index in 0..<8 { result[index] ^= block[index] }
        }
        return result
    }

    private static func hex(_ words: some Sequence<UInt32>) -> String {
        words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }
}
