/// What the compiler wrote down of a struct's fields; a mirror tells it only by reading them.
enum StructFields {
    /// Whether a stored property is `unowned`, checked or not: to read one ends the process where the object is gone.
    ///
    /// False for what is no struct. Reads the metadata that mirrors read: docs/ABI/TypeMetadata.rst in Swift's
    /// repository has the descriptors, docs/ABI/Mangling.rst `Xo` for unowned and `Xu` for `unowned(unsafe)`. No app's
    /// memory is touched. A few nanoseconds a field, once for each type.
    static func anyIsUnowned(in type: Any.Type) -> Bool {
        let metadata = unsafeBitCast(type, to: UnsafeRawPointer.self)
        guard metadata.load(as: UInt.self) == kindOfStruct else { return false }
        let descriptor = metadata.load(fromByteOffset: MemoryLayout<UInt>.size, as: UnsafeRawPointer.self)
        // Zero where the module was built without metadata for reflection; a mirror has no fields then either.
        guard let fields = target(of: descriptor + 16) else { return false }
        let size = Int(fields.load(fromByteOffset: 10, as: UInt16.self))
        let count = Int(fields.load(fromByteOffset: 12, as: UInt32.self))
        return (0..<count).contains { index in
            target(of: fields + 16 + index * size + 4).map(isUnowned) ?? false
        }
    }

    private static let kindOfStruct: UInt = 0x200

    /// Where a relative reference leads: 32 bits, counted from themselves.
    private static func target(of reference: UnsafeRawPointer) -> UnsafeRawPointer? {
        let distance = reference.load(as: Int32.self)
        return distance == 0 ? nil : reference + Int(distance)
    }

    /// Whether a mangled type ends so; references among its letters, of four bytes or a pointer's, may hold zeroes.
    private static func isUnowned(_ mangled: UnsafeRawPointer) -> Bool {
        var place = mangled
        var last: (UInt8, UInt8) = (0, 0)
        while true {
            let byte = place.load(as: UInt8.self)
            switch byte {
            case 0: return last.0 == UInt8(ascii: "X") && [UInt8(ascii: "o"), UInt8(ascii: "u")].contains(last.1)
            case 0x01...0x17: place += 5
            case 0x18...0x1F: place += 1 + MemoryLayout<UInt>.size
            default: place += 1
            }
            last = (last.1, byte)
        }
    }
}
