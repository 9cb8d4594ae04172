/// JSON on many lines.
///
/// It does not judge: what is cut or broken comes out as far as it goes, with every byte kept but the white space
/// between tokens.
///
/// One pass over the bytes. Output grows by the indents only, and those have a limit.
package enum JSONIndenter {
    /// Deeper levels stay at this indent, so that `[[[[…` does not grow by its square.
    private static let maximumIndent = 24

    /// Nil where the text does not begin like a JSON object or array.
    package static func indented(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard let first = bytes.first(where: { !isSpace($0) }),
                first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            else { return nil }
            return String(decoding: indented(bytes), as: UTF8.self)
        }
    }

    private static func indented(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4)
        var depth = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                let end = stringEnd(bytes, from: index)
                output.append(contentsOf: bytes[index..<end])
                index = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                if let close = closesAtOnce(bytes, after: index) {
                    output.append(bytes[close])
                    index = close
                } else {
                    depth += 1
                    breakLine(&output, depth)
                }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(0, depth - 1)
                breakLine(&output, depth)
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                breakLine(&output, depth)
            case UInt8(ascii: ":"):
                output.append(byte)
                output.append(UInt8(ascii: " "))
            case let space where isSpace(space):
                break
            default:
                output.append(byte)
            }
            index += 1
        }
        return output
    }

    /// After the closing quote, or at the end.
    private static func stringEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            index += 1
            if bytes[index - 1] == UInt8(ascii: "\"") { return index }
        }
        return bytes.count
    }

    /// `{}` and `[]` stay on their line.
    private static func closesAtOnce(_ bytes: UnsafeBufferPointer<UInt8>, after open: Int) -> Int? {
        var index = open + 1
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        guard index < bytes.count else { return nil }
        return bytes[index] == UInt8(ascii: "}") || bytes[index] == UInt8(ascii: "]") ? index : nil
    }

    private static func breakLine(_ output: inout [UInt8], _ depth: Int) {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<min(depth, maximumIndent) * 2 { output.append(UInt8(ascii: " ")) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
