import PeriscopeInsight

/// Profiles as text: one stack a line, `main:12;handler*;~read;^retain 3`.
///
/// Before a name: `~` a library's, `^` the runtime's, `+` inlined. Behind it: `*` it waits for what is inside it, `:12`
/// the line. The number is the count.
enum ProfileScript {
    static func profile(_ text: String, period: UInt64 = 4_000_000) -> CPUProfile {
        var builder = CPUProfile.Builder(period: period)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            builder.add(frames(String(parts[0])), count: UInt64(parts[1]) ?? 0)
        }
        return builder.finish()
    }

    static func frames(_ text: String) -> [ProfileFrame] {
        text.split(separator: ";").map { frame(String($0)) }
    }

    static func frame(_ text: String) -> ProfileFrame {
        var text = Substring(text)
        var frame = ProfileFrame(function: "")
        if text.first == "+" {
            frame.isInlined = true
            text = text.dropFirst()
        }
        if text.first == "~" { (frame.origin, frame.module) = (.library, "liblibrary.so") }
        if text.first == "^" { (frame.origin, frame.module) = (.runtime, "libswiftCore.so") }
        if frame.origin == .app { frame.path = "/app/Sources/App/App.swift" } else { text = text.dropFirst() }
        if let colon = text.firstIndex(of: ":") {
            frame.line = Int(text[text.index(after: colon)...]) ?? 0
            text = text[..<colon]
        }
        if text.last == "*" {
            frame.isAsync = true
            text = text.dropLast()
        }
        frame.function = String(text)
        return frame
    }
}

extension CPUProfile {
    /// The tree as text: a line a node, indented, with name, total, own and, where known, the line.
    var outline: [String] {
        nodes.indices.map { index in
            var depth = 0
            var node = index
            while nodes[node].parent >= 0 {
                node = nodes[node].parent
                depth += 1
            }
            let name = function(of: index)?.name ?? "all"
            let line = nodes[index].line > 0 ? ":\(nodes[index].line)" : ""
            return String(repeating: " ", count: depth) + "\(name)\(line) \(nodes[index].total) \(nodes[index].own)"
        }
    }

    func node(_ name: String) -> Int? { nodes.indices.first { function(of: $0)?.name == name } }

    func hot(_ name: String) -> HotFunction? { hotFunctions.first { $0.function.name == name } }
}
