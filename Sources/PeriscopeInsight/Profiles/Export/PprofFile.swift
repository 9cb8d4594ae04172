/// The file that `go tool pprof` and its kin read: a `perftools.profiles.Profile` of google/pprof's profile.proto.
package enum PprofFile {
    /// What is known of the profile besides its samples.
    package struct Context: Sendable {
        /// Path or name of the executable; may be empty.
        package var executable = ""
        /// When it was taken, in nanoseconds since 1970; 0 where unknown.
        package var start: Int64 = 0
        /// Nanoseconds that it was taken for; 0 where unknown.
        package var duration: UInt64 = 0
        /// For a person to read, such as which requests it is of.
        package var comment = ""

        package init() {}
    }

    /// Bytes, not compressed, which readers take as well as the usual gzip.
    ///
    /// Each sample is a different stack with two values: `samples/count` and `cpu/nanoseconds`, the latter shown first.
    /// A location is a function at a line, with what was inlined into it as further lines. Costs the frames of all
    /// stacks.
    package static func write(_ profile: CPUProfile, context: Context = Context()) -> [UInt8] {
        var tables = PprofTables(profile, executable: context.executable)
        var file = ProtobufBytes()
        let (samples, count) = (tables.string("samples"), tables.string("count"))
        let (cpu, nanoseconds) = (tables.string("cpu"), tables.string("nanoseconds"))
        valueType(field: 1, samples, count, in: &file)
        valueType(field: 1, cpu, nanoseconds, in: &file)
        ProfileStacks(profile).forEach { stack, count in
            let locations = tables.locations(of: stack)
            file.field(2) {
                $0.field(1, packed: locations)
                $0.field(2, packed: [count, profile.nanoseconds(of: count)])
            }
        }
        let comment = context.comment.isEmpty ? 0 : tables.string(ProfileFunction.printable(context.comment))
        tables.write(to: &file)
        file.field(9, signed: context.start)
        file.field(10, min(context.duration, UInt64(Int64.max)))
        valueType(field: 11, cpu, nanoseconds, in: &file)
        file.field(12, min(profile.period, UInt64(Int64.max)))
        if comment > 0 { file.field(13, packed: [comment]) }
        file.field(14, cpu)
        return file.bytes
    }

    private static func valueType(field: UInt64, _ type: UInt64, _ unit: UInt64, in file: inout ProtobufBytes) {
        file.field(field) {
            $0.field(1, type)
            $0.field(2, unit)
        }
    }
}
