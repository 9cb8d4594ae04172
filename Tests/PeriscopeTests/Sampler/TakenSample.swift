#if os(Linux)
    import CPeriscope
    import Foundation
    import Synchronization

    /// A sample, copied out of the ring.
    struct TakenSample {
        let thread: UInt32
        let request: UInt64
        let span: UInt64
        let isTruncated: Bool
        /// Innermost first.
        let frames: [UInt64]

        private init(_ sample: periscope_sample) {
            thread = sample.thread
            request = sample.request
            span = sample.span
            isTruncated = sample.truncated
            frames = withUnsafeBytes(of: sample.frames) {
                Array($0.bindMemory(to: UInt64.self).prefix(Int(sample.count)))
            }
        }

        /// Whether a function that begins there is on the stack.
        func contains(_ function: UInt64) -> Bool {
            frames.contains { periscope_find_rule($0 + 1).function == function }
        }

        /// Everything that the ring holds.
        static func takeAll() -> [TakenSample] {
            let room = UnsafeMutablePointer<periscope_sample>.allocate(capacity: 256)
            defer { room.deallocate() }
            var stacks: [TakenSample] = []
            while true {
                let count = periscope_sampler_take(room, 256)
                stacks += (0..<count).map { TakenSample(room[$0]) }
                if count < 256 { return stacks }
            }
        }
    }

    /// What is sampled.
    enum BurningWork {
        static let received = Atomic<Int>(0)

        /// Where the functions begin, as their own stacks tell.
        static var innerStart: UInt64 { starts.inner }
        static var outerStart: UInt64 { starts.outer }

        @inline(never)
        static func outer(milliseconds: Double) {
            inner(milliseconds: milliseconds)
            received.wrappingAdd(0, ordering: .relaxed)
        }

        @inline(never)
        private static func inner(milliseconds: Double) {
            if milliseconds == 0 { return measure() }
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            let end = Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000 + milliseconds
            var number = 1
            while Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000 < end {
                for step in 0..<1_000 { number = number &* 31 &+ step }
                clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            }
            if number == 42 { print(number) }
        }

        /// `gettid` is not in Swift's module of glibc.
        static var threadNumber: UInt32 {
            guard let symbol = dlsym(nil, "gettid") else { return 0 }
            return UInt32(unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)())
        }

        private static let found = Mutex<(inner: UInt64, outer: UInt64)>((0, 0))

        private static let starts: (inner: UInt64, outer: UInt64) = {
            outer(milliseconds: 0)
            return found.withLock(\.self)
        }()

        /// The two functions that called: the frames behind this one's own.
        @inline(never)
        private static func measure() {
            var stack = periscope_stack()
            periscope_walk(&stack, 1, false)
            let base = periscope_executable().base
            let functions = withUnsafeBytes(of: stack.frames) { bytes in
                bytes.bindMemory(to: UInt64.self).prefix(Int(stack.count)).map {
                    periscope_find_rule($0 + base).function
                }
            }
            found.withLock { $0 = functions.count > 1 ? (functions[0], functions[1]) : (0, 0) }
        }
    }
#endif
