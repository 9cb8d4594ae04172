package import PeriscopeWire

/// The log lines of two requests: how many of each level, and which messages only one of them has.
package struct LogDiff: Sendable {
    /// Lines of one level, label and message shape.
    package struct Message: Sendable {
        package let level: WireLogLevel
        package let label: String
        /// The first of them as it is.
        package let text: String
        package internal(set) var count = Pair(0, 0)
        /// Its place among the request's lines.
        package internal(set) var first = Pair<Int?>(nil, nil)
        package var change: CompareChange { CompareChange(count) }
    }

    package struct Level: Sendable {
        package let level: WireLogLevel
        package internal(set) var count = Pair(0, 0)
    }

    private struct Key: Hashable {
        let level: Int
        let label: String
        let shape: String
    }

    /// Those that differ in number, in order of time.
    package private(set) var messages: [Message] = []
    /// The gravest first.
    package private(set) var levels: [Level] = []
    package private(set) var count = Pair(0, 0)

    package init(_ sides: Pair<ComparedRequest>) {
        var made: [Message] = []
        var places: [Key: Int] = [:]
        var levels: [Int: Level] = [:]
        for side in CompareSide.allCases {
            for (index, line) in sides[side].logs.enumerated() {
                let key = Key(level: line.level.rawValue, label: line.label, shape: MessageShape.of(line.message))
                let place = places[key] ?? made.count
                if place == made.count {
                    places[key] = place
                    made.append(Message(level: line.level, label: line.label, text: line.message))
                }
                made[place].count[side] += 1
                made[place].first[side] = made[place].first[side] ?? index
                levels[key.level, default: Level(level: line.level)].count[side] += 1
            }
            count[side] = sides[side].logs.count
        }
        messages = made.filter { !$0.count.isEqual }
        self.levels = levels.sorted { $0.key > $1.key }.map(\.value)
    }
}
