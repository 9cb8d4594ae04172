#if os(Linux)
    import Testing

    extension EndToEnd {
        /// The profiler, held against functions whose CPU time is known.
        @Suite(.serialized)
        struct TruthTests {
            @Test("Shares are within five points of the truth, and no sample goes to a wrong request or span")
            func truth() throws {
                let program = try RunningProgram(Binaries.benchmarks, ["truth", "--samples", "1000", "--threads", "4"])
                #expect(try program.waitForEnd(within: 300) == 0, "\(program.output) \(program.errors)")
                #expect(program.output.contains("0 of a wrong request, 0 of a wrong span"), "\(program.output)")
            }
        }
    }
#endif
