extension String {
    /// Each of an ASCII character's bytes replaced by a text.
    ///
    /// By bytes and not by `Character`s: a quote with a combining mark behind it is another `Character`, and the same
    /// quote to a shell and a database.
    func replacing(byte: UInt8, with text: StaticString) -> String {
        guard utf8.contains(byte) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + 16)
        text.withUTF8Buffer { replacement in
            for other in utf8 {
                if other == byte { bytes.append(contentsOf: replacement) } else { bytes.append(other) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
