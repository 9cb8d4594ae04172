import NIOCore

/// Whether a body that was being read ended because the client went away.
enum ConnectionLoss {
    /// Errors of other packages are known by their names, since those modules are no other need of ours.
    static func isShown(by error: any Error, hasLength: Bool) -> Bool {
        if error is IOError || error is ChannelError { return true }
        let name = String(reflecting: type(of: error))
        // The only fault that a body with a length can have; chunks may also be malformed by a client that is there.
        if name == "NIOHTTP1.HTTPParserError" { return hasLength }
        return name.hasPrefix("NIOHTTP2.")
    }
}
