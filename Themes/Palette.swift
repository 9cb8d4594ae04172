/// The 256 colours of xterm: sixteen named, a cube of 6×6×6, and 24 greys.
enum Palette {
    static let colors: [RGB] = named + cube + greys

    /// The number of the colour that looks most alike.
    ///
    /// About a microsecond; themes are resolved once, not per frame.
    static func nearest(to color: RGB, in numbers: ClosedRange<Int>) -> UInt8 {
        let wanted = color.lab
        var best = (number: numbers.lowerBound, distance: Double.infinity)
        for number in numbers {
            let distance = labs[number].distance(to: wanted)
            if distance < best.distance { best = (number, distance) }
        }
        return UInt8(best.number)
    }

    private static let labs = colors.map(\.lab)

    /// The sixteen names, in the order of their numbers.
    static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
        "brightblack", "brightred", "brightgreen", "brightyellow", "brightblue", "brightmagenta", "brightcyan",
        "brightwhite",
    ]

    private static let named: [RGB] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map { RGB($0) }

    private static let cube: [RGB] = steps.flatMap { red in
        steps.flatMap { green in steps.map { blue in RGB(red, green, blue) } }
    }

    private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

    private static let greys: [RGB] = (0..<24).map { step in
        let level = UInt8(8 + step * 10)
        return RGB(level, level, level)
    }
}
