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
    /// One that many requests share, where it is referred to; only good while that is walked over.
    ///
    /// A string that is handed over is counted, and threads that count the same one wait for each other.
    case shared(UnsafePointer<String>)

    var string: String {
        switch self {
        case .shared(let place): place.pointee
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .string(let string): string
        }
    }
}
