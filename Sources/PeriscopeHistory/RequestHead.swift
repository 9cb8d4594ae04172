/// What a request said first, and what its response said, but for the bodies.
struct RequestHead: Sendable {
    var scheme = ""
    var authority = ""
    var httpVersion = ""
    var remoteAddress = ""
    var parameters: [AttributeRecord] = []
    var requestHeaders: [HeaderRecord] = []
    var responseHeaders: [HeaderRecord] = []

    var cost: Int { parameters.cost + requestHeaders.cost + responseHeaders.cost }
}
