/// Demangled text as bytes, with what brackets enclose told apart.
///
/// Every step is bounded by the text, whatever the text.
struct DemangledText {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    subscript(_: UnboundedRange) -> Slice { Slice(bytes[...]) }

    /// A stretch of the text; its positions are counted from its own beginning.
    struct Slice {
        private var bytes: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
        }

        var isEmpty: Bool { bytes.isEmpty }
        var count: Int { bytes.count }
        var first: UInt8? { bytes.first }
        var string: String { String(decoding: bytes, as: UTF8.self) }

        func hasPrefix(_ text: String) -> Bool { bytes.starts(with: text.utf8) }

        mutating func removeFirst(_ count: Int) { bytes = bytes.dropFirst(count) }

        mutating func keepFirst(_ count: Int) { bytes = bytes.prefix(count) }

        mutating func cut(before text: String) {
            if let place = firstIndex(of: text) { keepFirst(place) }
        }

        /// Where `text` first stands outside all brackets.
        func firstIndex(of text: String, from start: Int = 0) -> Int? {
            var brackets = 0
            for index in bytes.indices.dropFirst(start) {
                if brackets == 0, bytes[index...].starts(with: text.utf8) { return index - bytes.startIndex }
                brackets = max(0, brackets + change(at: index))
            }
            return nil
        }

        /// Of the bracket that stands first and all up to the one that closes it; nil where none does.
        var groupSize: Int? {
            var brackets = 0
            for index in bytes.indices {
                brackets += change(at: index)
                if brackets <= 0 { return index == bytes.startIndex ? nil : index - bytes.startIndex + 1 }
            }
            return nil
        }

        /// What is inside the bracket that stands first.
        var group: Slice? { groupSize.map { Slice(bytes.prefix($0).dropFirst().dropLast()) } }

        /// What stands between commas.
        var parts: [Slice] {
            if isEmpty { return [] }
            var parts: [Slice] = []
            var rest = self
            while let place = rest.firstIndex(of: ", ") {
                var part = rest
                part.keepFirst(place)
                parts.append(part)
                rest.removeFirst(place + 2)
            }
            return parts + [rest]
        }

        /// A parameter's label: the name before its colon.
        var label: String? {
            let size = nameSize
            guard size > 0, bytes.dropFirst(size).starts(with: ": ".utf8) else { return nil }
            return String(decoding: bytes.prefix(size), as: UTF8.self)
        }

        /// Of the identifier or operator that stands first.
        var nameSize: Int {
            guard let first else { return 0 }
            if first == UInt8(ascii: "`") {
                let end = bytes.dropFirst().firstIndex(of: first)
                return end.map { $0 - bytes.startIndex + 1 } ?? 0
            }
            if Slice.isWord(first) { return bytes.prefix(while: Slice.isWord).count }
            return bytes.prefix { Slice.operators.contains($0) }.count
        }

        private static let operators = Set("/=-+!*%<>&|^~?.".utf8)

        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
            default: false
            }
        }

        /// How many brackets more, or fewer, are open behind this byte.
        private func change(at index: Int) -> Int {
            switch bytes[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["): 1
            case UInt8(ascii: "<"): isOperator(at: index) ? 0 : 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): -1
            // An arrow closes nothing.
            case UInt8(ascii: ">"): isOperator(at: index) || byte(before: index) == UInt8(ascii: "-") ? 0 : -1
            default: 0
            }
        }

        /// `Comparable.<=`: an angle bracket in a function's name is none.
        private func isOperator(at index: Int) -> Bool {
            if byte(before: index) == UInt8(ascii: ".") { return true }
            return bytes[index] == UInt8(ascii: "<") && byte(before: index) == UInt8(ascii: "<")
                && byte(before: index - 1) == UInt8(ascii: ".")
        }

        private func byte(before index: Int) -> UInt8? { index > bytes.startIndex ? bytes[index - 1] : nil }
    }
}
