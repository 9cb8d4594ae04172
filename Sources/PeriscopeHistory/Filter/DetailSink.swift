/// Looks at the texts and numbers of a request's details as they are walked over.
///
/// Each call answers whether enough is known, which ends the walk.
protocol DetailSink {
    /// What it wants to see; nothing else is handed to it.
    var roles: DetailRoles { get }

    mutating func take(_ text: DetailText, _ role: DetailRoles) -> Bool
    mutating func take(_ key: DetailText, _ value: DetailText, _ role: DetailRoles) -> Bool
    mutating func take(_ number: UInt64, _ role: DetailRoles) -> Bool
}

/// A text in a request's details.
enum DetailText {
    /// In the block of a packed request; only good while it is walked over.
    case bytes(UnsafeBufferPointer<UInt8>)
    case string(String)

    var string: String {
        switch self {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .string(let string): string
        }
    }
}
