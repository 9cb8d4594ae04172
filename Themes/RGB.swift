#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Red, green and blue, eight bits each, as sRGB.
package struct RGB: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// From `0xRRGGBB`.
    package init(_ value: UInt32) {
        self.init(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }

    package var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    /// How bright it is to the eye, 0 to 1: relative luminance of WCAG 2.
    package var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The contrast with another colour, 1 to 21, as WCAG 2 computes it; text wants 4.5.
    package func contrast(with other: RGB) -> Double {
        let (darker, brighter) = luminance < other.luminance ? (self, other) : (other, self)
        return (brighter.luminance + 0.05) / (darker.luminance + 0.05)
    }

    /// How different two colours look, squared: distance in the Oklab space.
    package func distance(to other: RGB) -> Double {
        lab.distance(to: other.lab)
    }

    /// Lightness and two hue axes in Oklab (Björn Ottosson, 2020), in which equal distances look equal.
    struct Lab {
        let l: Double
        let a: Double
        let b: Double

        /// Squared.
        func distance(to other: Lab) -> Double {
            let (l, a, b) = (l - other.l, a - other.a, b - other.b)
            return l * l + a * a + b * b
        }
    }

    var lab: Lab {
        let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
        let long = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        let medium = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        let short = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        return Lab(
            l: 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
            a: 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
            b: 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short)
    }

    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
