import CPeriscope

/// Names one binary of an app: the same after a restart, another after a rebuild that changed it.
package enum BuildIdentity {
    /// The id that the linker wrote, else a hash of the executable; empty where neither can be had.
    ///
    /// The linker's costs a microsecond; the hash reads the file once, about a second for each gigabyte.
    package static func current(executable: String) -> String {
        linked() ?? hashed(executable) ?? ""
    }

    /// The executable's NT_GNU_BUILD_ID (LC_UUID on Darwin).
    package static func linked() -> String? {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = periscope_build_id(&bytes, bytes.count)
        guard count > 0 else { return nil }
        return hexadecimal(bytes.prefix(count))
    }

    /// A hash of a file's contents.
    package static func hashed(_ path: String) -> String? {
        var hash: UInt64 = 0
        guard !path.isEmpty, periscope_hash_file(path, &hash) == 0 else { return nil }
        return hexadecimal((0..<8).map { UInt8(truncatingIfNeeded: hash >> (56 - 8 * $0)) })
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { text, byte in
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }
}
