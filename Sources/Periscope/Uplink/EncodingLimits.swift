/// Where text is cut after it was masked, in bytes; what was cut is said on the wire.
enum EncodingLimits {
    static let name = 512
    /// More than NIO's parser takes of a request's whole head, 80 KiB: a path over HTTP is never cut, which the wire
    /// could not say.
    static let path = 96 << 10
    static let header = 8 << 10
    static let headers = 256
    static let attribute = 4 << 10
    static let attributes = 128
    static let message = 16 << 10
    static let stackLines = 128
    static let sql = 64 << 10
    /// A template's text that is longer is left out: it would push all else from the table of strings.
    static let template = 32 << 10
    static let contextDepth = 8
    static let contextValue = 1 << 10
    /// Bytes that the news of one batch held; what they become stays well under the limit of a frame.
    static let batch = 2 << 20
}
