extension RequestRedaction {
    /// A body as far as it was captured.
    ///
    /// Masked by a scanner, so that a cut or broken body is masked too. Text of other types has only what was masked
    /// before taken out; what is no text is not shown.
    ///
    /// - Parameter total: bytes of the whole body.
    package mutating func body(_ bytes: [UInt8], contentType: String, total: UInt64) -> MaskedBody {
        let cut = total > UInt64(bytes.count) ? total - UInt64(bytes.count) : 0
        let none = MaskedBody(text: nil, truncatedBytes: 0)
        // A zero byte is in no text of one byte a character; in UTF-16 no name would be recognised.
        guard !bytes.isEmpty, !bytes.contains(0) else { return none }
        let masked: [UInt8]
        let type = ContentType(contentType)
        switch type {
        case .json: masked = json(bytes)
        // curl's `--data` says "form" whatever it is given.
        case .form: masked = JSONMasker.looksLikeJSON(bytes) ? json(bytes) : pairs(bytes)
        case .multipart(let boundary):
            return MaskedBody(text: MultipartSummary.text(bytes, boundary: boundary), truncatedBytes: cut)
        case .plain, .markup: masked = bytes
        case .other: return none
        }
        guard let text = Self.wholeText(masked) else { return none }
        switch type {
        case .plain: return MaskedBody(text: freeText(text), truncatedBytes: cut)
        case .markup:
            let clean = FreeText.maskedURLs(text, isSensitive: redactor.isSensitive)
            return MaskedBody(text: withoutTaught(clean), truncatedBytes: cut)
        default: return MaskedBody(text: withoutTaught(text), truncatedBytes: cut)
        }
    }

    private mutating func json(_ bytes: [UInt8]) -> [UInt8] {
        var scanner = JSONMasker(bytes)
        return scanner.masked(by: &self)
    }

    /// The bytes as text, without a character that the cut went through; nil where they are no UTF-8.
    private static func wholeText(_ bytes: [UInt8]) -> String? {
        for cut in 0...min(3, bytes.count) {
            if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
        }
        return nil
    }
}
