/// The lines of a panel's rows that were drawn up lately: scrolling by a row draws up one.
final class LineMemory {
    /// Several screens of them.
    private static let limit = 512

    private var lines: [Int: Line] = [:]
    private let make: (Int) -> Line
    private let counter: LineCounter

    private init(_ make: @escaping (Int) -> Line, _ counter: LineCounter) {
        self.make = make
        self.counter = counter
    }

    /// The same content, which draws up each row once.
    static func remembering(_ content: PanelContent, _ counter: LineCounter) -> PanelContent {
        var content = content
        let memory = LineMemory(content.line, counter)
        content.line = { memory.line($0) }
        return content
    }

    private func line(_ index: Int) -> Line {
        if let line = lines[index] { return line }
        counter.lines += 1
        let line = make(index)
        if lines.count >= Self.limit { lines = [:] }
        lines[index] = line
        return line
    }
}

/// Counts the rows that were drawn up.
final class LineCounter {
    var lines = 0
}
