import CPeriscope

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The stack as the C library finds it, with its own unwinder.
enum UnwinderStack {
    /// The executable's frames, from the caller on, as offsets from where it was loaded.
    @inline(never)
    static func frames() -> [UInt64] {
        var addresses = [UnsafeMutableRawPointer?](repeating: nil, count: 256)
        typealias Unwinder = @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>, Int32) -> Int32
        guard let symbol = dlsym(nil, "backtrace") else { return [] }
        let count = unsafeBitCast(symbol, to: Unwinder.self)(&addresses, Int32(addresses.count))
        let image = periscope_executable()
        let own = addresses.prefix(Int(count)).compactMap { address -> UInt64? in
            let pc = UInt64(UInt(bitPattern: address))
            return (image.start..<image.end).contains(pc) ? pc - image.base : nil
        }
        return Array(own.dropFirst())
    }
}
