/// One column of one row: what stands there and what it means.
///
/// Sixteen bytes, no heap: a base scalar and up to two combining marks of 21 bits each, and the attributes. A grid is
/// the only maker of cells, so a cell never holds a control character.
package struct Cell: Hashable, Sendable {
    var packed: UInt64
    private var attributes: UInt32

    init(packed: UInt64, width: Int, role: Role, isReversed: Bool) {
        self.packed = packed
        attributes = UInt32(width) | UInt32(role.rawValue) << 8 | Self.noOverlay << 16 | (isReversed ? 1 << 24 : 0)
    }

    /// A space.
    init(blank role: Role) {
        self.init(packed: 0x20, width: 1, role: role, isReversed: false)
    }

    /// The right half of a wide character.
    init(continuationOf role: Role) {
        self.init(packed: 0, width: 0, role: role, isReversed: false)
    }

    /// Columns: 1, 2 for the left half of a wide character, 0 for its right half.
    package var width: Int { Int(attributes & 0xFF) }

    package var role: Role { Role(rawValue: UInt8(truncatingIfNeeded: attributes >> 8)) ?? .text }

    /// Selection, mark or search hit: where it sets a colour or an attribute, that one wins.
    package internal(set) var overlay: Role? {
        get { Role(rawValue: UInt8(truncatingIfNeeded: attributes >> 16)) }
        set {
            let raw = newValue.map { UInt32($0.rawValue) } ?? Self.noOverlay
            attributes = attributes & 0xFF00_FFFF | raw << 16
        }
    }

    /// Foreground and background swapped, which is how a bar gets a left edge inside of a cell.
    package var isReversed: Bool { attributes & 1 << 24 != 0 }

    /// What lies under the role where that has no background of its own: the screen's, or a box's over it.
    ///
    /// Only `background`, `surface`, `statusBar` and `popup` are grounds.
    package internal(set) var ground: Role {
        get { Self.grounds[Int(attributes >> 25 & 3)] }
        set { attributes = attributes & ~(3 << 25) | UInt32(Self.grounds.firstIndex(of: newValue) ?? 0) << 25 }
    }

    /// Takes the ground of the cell that it replaces.
    ///
    /// By its bits: it is done for each cell that is written.
    mutating func lie(on other: Cell) {
        attributes = attributes & ~Self.groundBits | other.attributes & Self.groundBits
    }

    /// The two above as a number from 0 to 7, for tables of looks.
    package var groundAndReverse: Int { Int(attributes >> 24 & 7) }

    private static let groundBits: UInt32 = 3 << 25
    static let grounds = [Role.background, .surface, .statusBar, .popup]

    /// The base character; nil for the right half of a wide one.
    package var base: Unicode.Scalar? { packed == 0 ? nil : Unicode.Scalar(UInt32(packed & Self.scalarMask)) }

    /// The combining marks on the base, none to two.
    package var marks: [Unicode.Scalar] {
        [packed >> 21 & Self.scalarMask, packed >> 42 & Self.scalarMask].compactMap { value in
            value == 0 ? nil : Unicode.Scalar(UInt32(value))
        }
    }

    /// The scalars' values, 0 for none: what a presenter copies without an allocation.
    package var scalarValues: (UInt32, UInt32, UInt32) {
        (
            UInt32(packed & Self.scalarMask), UInt32(packed >> 21 & Self.scalarMask),
            UInt32(packed >> 42 & Self.scalarMask)
        )
    }

    /// The grapheme; empty for the right half of a wide character.
    package var text: String {
        guard let base else { return "" }
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        scalars.append(contentsOf: marks)
        return String(scalars)
    }

    private static let noOverlay: UInt32 = 0xFF
    private static let scalarMask: UInt64 = 0x1F_FFFF
}
