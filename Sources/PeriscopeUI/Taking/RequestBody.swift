import PeriscopeHistory
import Screen

/// A request's body as far as it could be sent again.
enum RequestBody: Equatable {
    case none
    /// Whole, but for masks in it.
    case text(String)
    /// There was one, and it is not here; why, as the beginning of a sentence.
    case missing(String)

    init(_ request: RequestRecord) {
        let headers = request.requestHeaders
        func value(_ name: String) -> String? { headers.first { $0.key.lowercased() == name }?.value }
        let announced = value("content-length").flatMap { UInt64($0) } ?? 0
        let isChunked = value("transfer-encoding") != nil
        let format = Format(glyphs: .ascii)
        guard let body = request.requestBody, body.bytes > 0 || body.text?.isEmpty == false else {
            if announced > 0 {
                self = .missing("Its body (\(format.bytes(announced))) was never read by the handler")
            } else if isChunked, request.requestBody == nil {
                self = .missing("Its body was not captured")
            } else {
                self = .none
            }
            return
        }
        let type = body.contentType.isEmpty ? value("content-type") ?? "" : body.contentType
        let what = "Its body (\(format.bytes(body.bytes))\(type.isEmpty ? "" : " of " + Self.plain(type)))"
        guard let text = body.text else {
            self = .missing(what + " was not captured")
            return
        }
        // Of a multipart body only names and sizes are kept.
        let isWhole = text.utf8.count == body.bytes || MaskedNames.holdsMask(text)
        guard body.truncatedBytes == 0, announced <= body.bytes, !type.lowercased().hasPrefix("multipart/"), isWhole
        else {
            self = .missing(what + " was not captured whole")
            return
        }
        self = .text(text)
    }

    private static func plain(_ type: String) -> String {
        String(type.prefix { $0 != ";" && !$0.isNewline }.prefix(60))
    }
}
