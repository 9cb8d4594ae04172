#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The id that a linker wrote into a binary: ELF's NT_GNU_BUILD_ID, Mach-O's LC_UUID; 64 bits, little-endian.
///
/// The file may hold anything: every number is checked before it is used, and what is read is bounded.
package enum BuildNote {
    /// The id in hexadecimal; nil where there is none.
    package static func read(_ descriptor: Int32) -> String? {
        guard let head = Bytes(descriptor, at: 0, count: 64) else { return nil }
        switch head.number(at: 0, size: 4) {
        case 0x464c_457f: return elf(descriptor, head)
        case 0xfeed_facf: return machO(descriptor, head)
        default: return nil
        }
    }

    // MARK: ELF

    private static func elf(_ descriptor: Int32, _ head: Bytes) -> String? {
        // 64 bits, little-endian, program headers of the size that the format says.
        guard head.number(at: 4, size: 1) == 2, head.number(at: 5, size: 1) == 1,
            head.number(at: 54, size: 2) == 56, let start = head.number(at: 32, size: 8),
            let count = head.number(at: 56, size: 2), count > 0, count <= 256,
            let headers = Bytes(descriptor, at: start, count: count * 56)
        else { return nil }
        for index in 0..<Int(count) where headers.number(at: index * 56, size: 4) == 4 {
            guard let place = headers.number(at: index * 56 + 8, size: 8),
                let size = headers.number(at: index * 56 + 32, size: 8),
                let notes = Bytes(descriptor, at: place, count: min(size, 65_536)), let id = buildID(in: notes)
            else { continue }
            return id
        }
        return nil
    }

    private static func buildID(in notes: Bytes) -> String? {
        var place = 0
        while let nameSize = notes.number(at: place, size: 4), let size = notes.number(at: place + 4, size: 4),
            let kind = notes.number(at: place + 8, size: 4), nameSize <= 65_536, size <= 65_536
        {
            let name = place + 12
            let content = name + padded(nameSize)
            if kind == 3, nameSize == 4, notes.number(at: name, size: 4) == 0x0055_4e47 {
                return notes.hexadecimal(at: content, count: Int(size))
            }
            place = content + padded(size)
        }
        return nil
    }

    private static func padded(_ size: UInt64) -> Int { (Int(size) + 3) / 4 * 4 }

    // MARK: Mach-O

    private static func machO(_ descriptor: Int32, _ head: Bytes) -> String? {
        guard let count = head.number(at: 16, size: 4), let size = head.number(at: 20, size: 4),
            let commands = Bytes(descriptor, at: 32, count: min(size, 65_536))
        else { return nil }
        var place = 0
        for _ in 0..<min(count, 1024) {
            guard let kind = commands.number(at: place, size: 4), let size = commands.number(at: place + 4, size: 4),
                size >= 8, size <= 65_536
            else { return nil }
            if kind == 0x1b { return commands.hexadecimal(at: place + 8, count: 16) }
            place += Int(size)
        }
        return nil
    }

    // MARK: Bytes

    private struct Bytes {
        private var bytes: [UInt8]

        /// Nil where the file is shorter.
        init?(_ descriptor: Int32, at place: UInt64, count: UInt64) {
            guard let place = off_t(exactly: place), count > 0, count <= 65_536 else { return nil }
            bytes = [UInt8](repeating: 0, count: Int(count))
            let size = bytes.count
            guard pread(descriptor, &bytes, size, place) == size else { return nil }
        }

        /// Little-endian; nil past the end.
        func number(at place: Int, size: Int) -> UInt64? {
            guard place >= 0, place + size <= bytes.count else { return nil }
            return bytes[place..<place + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }

        func hexadecimal(at place: Int, count: Int) -> String? {
            guard count > 0, count <= 64, place + count <= bytes.count else { return nil }
            return bytes[place..<place + count].reduce(into: "") { text, byte in
                text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
        }
    }
}
