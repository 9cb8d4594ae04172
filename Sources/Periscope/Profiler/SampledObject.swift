/// An object that is loaded into the process: its code is at `start` up to `end`.
package struct SampledObject: Sendable, Equatable {
    package var base: UInt64
    package var start: UInt64
    package var end: UInt64
    /// Empty for what has no file.
    package var path: String
    /// As the linker wrote it, hexadecimal; empty where there is none.
    package var buildID: String
    package var isExecutable: Bool

    package init(
        base: UInt64, start: UInt64, end: UInt64, path: String, buildID: String = "", isExecutable: Bool = false
    ) {
        self.base = base
        self.start = start
        self.end = end
        self.path = path
        self.buildID = buildID
        self.isExecutable = isExecutable
    }
}
