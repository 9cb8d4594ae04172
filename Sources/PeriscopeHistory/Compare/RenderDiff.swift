/// The renders of two requests, template by template.
package struct RenderDiff: Sendable {
    package struct Template: Sendable {
        package let name: String
        package internal(set) var count = Pair(0, 0)
        /// Nanoseconds, those of renders inside it aside.
        package internal(set) var own = Pair<UInt64>(0, 0)
        package internal(set) var bytes = Pair<UInt64>(0, 0)
        package internal(set) var first = Pair<UInt64?>(nil, nil)
        /// As often as before, `differs` where its output has another size.
        package internal(set) var change = CompareChange.same
    }

    /// What differs first; then in order of rendering.
    package private(set) var templates: [Template] = []
    package private(set) var count = Pair(0, 0)
    package private(set) var duration = Pair<UInt64>(0, 0)

    package init(_ sides: Pair<ComparedRequest>) {
        var made: [Template] = []
        var places: [String: Int] = [:]
        for side in CompareSide.allCases {
            let own = Self.ownTimes(sides[side].spans)
            for span in sides[side].spans {
                guard let render = span.render else { continue }
                let place = places[span.name] ?? made.count
                if place == made.count {
                    places[span.name] = place
                    made.append(Template(name: span.name))
                }
                made[place].count[side] += 1
                made[place].own[side] = made[place].own[side].saturatingAdding(own[span.id] ?? 0)
                made[place].bytes[side] = made[place].bytes[side].saturatingAdding(render.outputBytes)
                made[place].first[side] = made[place].first[side] ?? span.id
            }
            count[side] = sides[side].request.renderCount
            duration[side] = sides[side].request.renderDuration
        }
        for place in made.indices {
            let change = CompareChange(made[place].count)
            made[place].change = change == .same && !made[place].bytes.isEqual ? .differs : change
        }
        templates = made.enumerated().sorted { left, right in
            let (first, second) = (Self.rank(left.element), Self.rank(right.element))
            return first != second ? first < second : left.offset < right.offset
        }.map(\.element)
    }

    private static func rank(_ template: Template) -> Int {
        switch template.change {
        case .gone, .new, .more, .fewer: 0
        case .differs: 1
        case .same: 2
        }
    }

    package var differing: ArraySlice<Template> { templates.prefix { $0.change != .same } }
    package var same: ArraySlice<Template> { templates[differing.endIndex...] }

    /// The time of each render without those inside it; a ring of parents ends after 64.
    private static func ownTimes(_ spans: [SpanRecord]) -> [UInt64: UInt64] {
        var own: [UInt64: UInt64] = [:]
        for span in spans where span.render != nil { own[span.id] = span.duration ?? 0 }
        var parents: [UInt64: UInt64] = [:]
        for span in spans { parents[span.id] = span.parent }
        for span in spans where span.render != nil {
            var above = span.parent
            for _ in 0..<64 {
                if let time = own[above], above != span.id {
                    let inside = span.duration ?? 0
                    own[above] = time > inside ? time - inside : 0
                    break
                }
                guard let next = parents[above], next != above else { break }
                above = next
            }
        }
        return own
    }
}
