import Foundation

/// A small table for a person: the first column to the left, numbers to the right.
struct Table {
    private let title: String
    private var rows: [[String]]

    init(_ title: String, columns: [String]) {
        self.title = title
        rows = [columns]
    }

    mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    func show() {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        print("\n\(title)")
        for row in rows {
            let cells = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + space : space + text
            }
            print("  " + cells.joined(separator: "   "))
        }
    }

    /// What made the tables that follow.
    static func showCommandLine() {
        let name = CommandLine.arguments.first.map { URL(filePath: $0).lastPathComponent } ?? ""
        print("$ " + ([name] + CommandLine.arguments.dropFirst()).joined(separator: " "))
        #if DEBUG
            print("A debug build: the figures mean little.")
        #endif
    }
}

extension Double {
    /// With so many digits after the point; a dash for what is not a number.
    func text(_ digits: Int = 1) -> String {
        isFinite ? String(format: "%.\(digits)f", self) : "–"
    }

    /// A difference, with its sign.
    func signed(_ digits: Int = 1) -> String {
        isFinite ? String(format: "%+.\(digits)f", self) : "–"
    }
}
