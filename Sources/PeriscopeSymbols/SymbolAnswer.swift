#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What `llvm-symbolizer --output-style=JSON` says of one address: its functions where it was asked for code, or the
/// entry of the symbol table where it was asked for data.
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

    /// An entry of the symbol table.
    struct Entry: Decodable {
        var name: String?
        /// In bytes, hexadecimal.
        var size: String?

        enum CodingKeys: String, CodingKey {
            case name = "Name"
            case size = "Size"
        }
    }

    struct Refusal: Decodable {
        var message: String

        enum CodingKeys: String, CodingKey { case message = "Message" }
    }

    var address: String
    var symbols: [Symbol]?
    var entry: Entry?
    var error: Refusal?

    enum CodingKeys: String, CodingKey {
        case address = "Address"
        case entry = "Data"
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
        let lines = output.split(separator: UInt8(ascii: "\n")).prefix(Symbolizer.addressesPerCall * 2)
        let answers = lines.map { try? decoder.decode(SymbolAnswer.self, from: Data($0)) }
        return answers.isEmpty || answers.contains { $0 == nil } ? nil : answers.compactMap(\.self)
    }

    /// The address that was asked for.
    var key: UInt64? {
        address.hasPrefix("0x") ? UInt64(address.dropFirst(2), radix: 16) : nil
    }

    /// Whether the table names the place without saying how far its function goes.
    ///
    /// Such an entry has no size: the linker's own, as `_init`, or one written in assembler. The tool gives its name to
    /// all that comes after it up to the next entry, such as the table of jumps to other objects after `_init`.
    var isUnbounded: Bool {
        guard let entry, entry.name?.isEmpty == false else { return false }
        return entry.size == "0x0"
    }

    /// What is left of functions that a table without sizes names: those that debug information knows too.
    static func certain(_ frames: [SymbolFrame]) -> [SymbolFrame] {
        frames.allSatisfy { $0.line == 0 } ? [] : frames
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
