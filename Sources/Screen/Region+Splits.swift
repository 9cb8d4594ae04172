/// How long one part of a split region is.
package enum Extent: Hashable, Sendable {
    /// So many cells, or what is left.
    case fixed(Int)
    /// A share of what the fixed parts leave, by weight.
    case share(Int)
}

extension Region {
    /// Cuts rows off the top: the first part has `count` rows, or all there are.
    package func splitTop(_ count: Int) -> (top: Region, rest: Region) {
        let cut = min(max(0, count), height)
        return (
            Region(x: x, y: y, width: width, height: cut),
            Region(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// Cuts rows off the bottom.
    package func splitBottom(_ count: Int) -> (rest: Region, bottom: Region) {
        let (rest, bottom) = splitTop(height - min(max(0, count), height))
        return (rest, bottom)
    }

    /// Cuts columns off the left.
    package func splitLeft(_ count: Int) -> (left: Region, rest: Region) {
        let cut = min(max(0, count), width)
        return (
            Region(x: x, y: y, width: cut, height: height),
            Region(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// Cuts columns off the right.
    package func splitRight(_ count: Int) -> (rest: Region, right: Region) {
        let (rest, right) = splitLeft(width - min(max(0, count), width))
        return (rest, right)
    }

    /// Regions below each other, as many as extents are given; together as high as the region, unless all are fixed.
    package func rows(_ extents: [Extent], gap: Int = 0) -> [Region] {
        var top = y
        return Self.lengths(extents, in: height, gap: gap).map { length in
            defer { top += length + gap }
            return Region(x: x, y: min(top, maxY), width: width, height: min(length, max(0, maxY - top)))
        }
    }

    /// Regions beside each other.
    package func columns(_ extents: [Extent], gap: Int = 0) -> [Region] {
        var left = x
        return Self.lengths(extents, in: width, gap: gap).map { length in
            defer { left += length + gap }
            return Region(x: min(left, maxX), y: y, width: min(length, max(0, maxX - left)), height: height)
        }
    }

    /// Fixed parts first, in order, then the shares; the last share takes what rounding leaves over.
    private static func lengths(_ extents: [Extent], in total: Int, gap: Int) -> [Int] {
        var left = max(0, total - gap * max(0, extents.count - 1))
        var lengths = [Int](repeating: 0, count: extents.count)
        for (index, extent) in extents.enumerated() {
            guard case .fixed(let length) = extent else { continue }
            lengths[index] = min(max(0, length), left)
            left -= lengths[index]
        }
        var weight = extents.reduce(0) { sum, extent in
            if case .share(let part) = extent { sum + max(0, part) } else { sum }
        }
        for (index, extent) in extents.enumerated() {
            guard case .share(let part) = extent, part > 0, weight > 0 else { continue }
            lengths[index] = left * part / weight
            left -= lengths[index]
            weight -= part
        }
        return lengths
    }
}
