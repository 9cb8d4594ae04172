import PeriscopeWire

/// The objects that frames lie in, and their numbers on the wire.
///
/// An object has its number by its path and its build id, from its first frame on, for the life of the process: one that
/// is unloaded and loaded elsewhere has the same. The executable's is 0.
package struct SampledObjects: Sendable {
    /// Bits 0 to 46 of a frame.
    package static let offsetMask: UInt64 = (1 << 47) - 1
    /// What is said of an object that has no file, such as the kernel's own.
    private static let noFile = "[no file]"

    /// What an object is known by.
    package struct File: Sendable, Hashable {
        package let path: String
        package let buildID: String
    }

    /// Of the objects that have a number, in its order; the first is 1.
    package private(set) var files: [File] = []
    private var ranges: [SampledObject] = []
    /// For each range, once a frame was found in it.
    private var numbers: [UInt32?] = []
    private var numbersOfFiles: [File: UInt32] = [:]
    private let limit: Int

    package init(limit: Int = WireLimits.modules) {
        self.limit = limit
    }

    /// Takes in what a scan saw.
    package mutating func update(_ objects: [SampledObject]) {
        ranges = objects.filter { $0.start < $0.end && $0.base <= $0.start }.sorted { $0.start < $1.start }
        numbers = ranges.map { $0.isExecutable ? 0 : nil }
    }

    /// The frame of an address, asynchronous or not aside; nil where no object is known there, or too many are.
    package mutating func frame(at address: UInt64) -> UInt64? {
        guard let index = range(of: address), let number = number(ofRange: index) else { return nil }
        let offset = address - ranges[index].base
        guard offset <= Self.offsetMask else { return nil }
        return offset | UInt64(number) << 48
    }

    private func range(of address: UInt64) -> Int? {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].start <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0, address < ranges[low - 1].end else { return nil }
        return low - 1
    }

    private mutating func number(ofRange index: Int) -> UInt32? {
        if let number = numbers[index] { return number }
        let path = ranges[index].path.isEmpty ? Self.noFile : ranges[index].path
        let file = File(path: path, buildID: ranges[index].buildID)
        if numbersOfFiles[file] == nil {
            // The executable is one of those that there may be.
            guard files.count + 1 < limit else { return nil }
            files.append(file)
            numbersOfFiles[file] = UInt32(clamping: files.count)
        }
        numbers[index] = numbersOfFiles[file]
        return numbers[index]
    }
}
