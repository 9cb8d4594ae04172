#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What `llvm-symbolizer --output-style=JSON` says of one address.
///
/// LLVM 13 to 21 agree on what is read here; what else they say is passed over.
struct SymbolAnswer: Decodable {
    struct Symbol: Decodable {
        var functionName: String?
        var fileName: String?
        var line: Int?

        enum CodingKeys: String, CodingKey {
            case functionName = "FunctionName"
            case fileName = "FileName"
            case line = "Line"
        }
    }

    struct Refusal: Decodable {
        var message: String

        enum CodingKeys: String, CodingKey { case message = "Message" }
    }

    var address: String
    var symbols: [Symbol]?
    var error: Refusal?

    enum CodingKeys: String, CodingKey {
        case address = "Address"
        case symbols = "Symbol"
        case error = "Error"
    }
}

extension SymbolAnswer {
    /// Inlined functions of one address; deeper is no code that a person wrote.
    private static let framesPerAddress = 64

    /// Nil where the output is no answer.
    ///
    /// All answers are one array; where the binary cannot be read at all, some versions print a lone object.
    static func parse(_ output: [UInt8]) -> [SymbolAnswer]? {
        let data = Data(output)
        let decoder = JSONDecoder()
        if let answers = try? decoder.decode([SymbolAnswer].self, from: data) { return answers }
        let lines = output.split(separator: UInt8(ascii: "\n")).prefix(Symbolizer.addressesPerCall)
        let answers = lines.map { try? decoder.decode(SymbolAnswer.self, from: Data($0)) }
        return answers.isEmpty || answers.contains { $0 == nil } ? nil : answers.compactMap(\.self)
    }

    /// The address that was asked for.
    var key: UInt64? {
        address.hasPrefix("0x") ? UInt64(address.dropFirst(2), radix: 16) : nil
    }

    /// Innermost first; symbols that say neither function nor file are left out.
    var frames: [SymbolFrame] {
        let frames = (symbols ?? []).prefix(SymbolAnswer.framesPerAddress).compactMap(\.frame)
        return frames.enumerated().map { index, frame in
            var frame = frame
            frame.isInlined = index < frames.count - 1
            return frame
        }
    }
}

extension SymbolAnswer.Symbol {
    fileprivate var frame: SymbolFrame? {
        let function = functionName == "??" ? "" : functionName ?? ""
        let path = SourcePath.normalized(fileName ?? "")
        if function.isEmpty, path.isEmpty { return nil }
        // Without a file a line says nothing.
        let line = path.isEmpty ? 0 : max(0, min(line ?? 0, Int(Int32.max)))
        return SymbolFrame(function: SymbolName.simple(function), path: path, line: line)
    }
}
