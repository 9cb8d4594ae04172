/// The text of a shape while it is written: tokens with the white space that a reader expects.
struct SQLShapeText {
    /// A place to go back to.
    struct Mark {
        fileprivate let count: Int
        fileprivate let isTight: Bool
    }

    private(set) var bytes: [UInt8] = []
    /// Whether the next token follows without a blank.
    private var isTight = true
    private var endsInSign = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    var count: Int { bytes.count }
    var mark: Mark { Mark(count: bytes.count, isTight: isTight) }

    /// Forgets what was written since.
    mutating func goBack(to mark: Mark) {
        bytes.removeLast(max(0, bytes.count - mark.count))
        isTight = mark.isTight
        endsInSign = false
    }

    /// Writes a token; gives where it starts.
    @discardableResult
    mutating func append(
        _ token: UnsafeBufferPointer<UInt8>.SubSequence, _ role: SQLRole, spaced: Bool
    ) -> Int {
        if spaced && (!isTight || (endsInSign && role == .sign)) { bytes.append(SQLByte.space) }
        let start = bytes.count
        switch role {
        case .value: bytes.append(SQLByte.question)
        case .keyword: for byte in token { bytes.append(Self.upper(byte)) }
        default: bytes.append(contentsOf: token)
        }
        endsInSign = role == .sign
        isTight = Self.isTight(after: role)
        return start
    }

    /// `::`, which stands between its operands without blanks.
    mutating func appendCast(_ token: UnsafeBufferPointer<UInt8>.SubSequence) {
        bytes.append(contentsOf: token)
        isTight = true
        endsInSign = false
    }

    mutating func endStatement() {
        bytes.append(SQLByte.semicolon)
        isTight = false
        endsInSign = false
    }

    private static func isTight(after role: SQLRole) -> Bool {
        switch role {
        case .open, .openBracket, .dot, .colon, .sign: true
        default: false
        }
    }

    private static func upper(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "a") < 26 ? byte & 0xdf : byte
    }

    func isEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && bytes[left].elementsEqual(bytes[right])
    }
}
