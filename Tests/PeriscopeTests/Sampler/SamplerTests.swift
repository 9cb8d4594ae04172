#if os(Linux)
    import CPeriscope
    import Dispatch
    import Foundation
    import Synchronization
    import Testing

    @Suite("The sampler", .serialized)
    struct SamplerTests {
        /// Runs something while it samples; what was sampled of the threads that ran it.
        private func samples(of work: () -> Void) throws -> [TakenSample] {
            try #require(periscope_sampler_start(4_000_000, periscope_sampler_keys()) == 0)
            work()
            periscope_sampler_stop()
            return TakenSample.takeAll()
        }

        @Test("Finds the function that burns, and those that called it, on a thread that was there before")
        func burner() throws {
            _ = TakenSample.takeAll()
            let found = try samples { BurningWork.outer(milliseconds: 200) }
            let inner = found.filter { $0.contains(BurningWork.innerStart) }
            #expect(inner.count >= 10)
            #expect(inner.allSatisfy { $0.contains(BurningWork.outerStart) })
            #expect(inner.allSatisfy { $0.request == 0 && $0.span == 0 })
            #expect(inner.allSatisfy { !$0.isTruncated })
        }

        @Test("Finds what runs on libdispatch's threads, which block every signal of the kind that it uses")
        func dispatchThreads() throws {
            _ = TakenSample.takeAll()
            let found = try samples {
                DispatchQueue.global().sync {}
                let group = DispatchGroup()
                for _ in 0..<2 {
                    DispatchQueue.global().async(group: group) { BurningWork.outer(milliseconds: 300) }
                }
                while group.wait(timeout: .now() + 0.02) == .timedOut { periscope_sampler_scan() }
            }
            let own = UInt32(truncatingIfNeeded: getpid())
            let others = found.filter { $0.contains(BurningWork.innerStart) && $0.thread != own }
            #expect(others.count >= 20)
        }

        @Test("Lets the app keep its own SIGPROF")
        func profilerSignal() throws {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in BurningWork.received.wrappingAdd(1, ordering: .relaxed) }
            action.sa_flags = SA_RESTART
            var before = sigaction()
            sigaction(SIGPROF, &action, &before)
            defer { sigaction(SIGPROF, &before, nil) }
            let interval = timeval(tv_sec: 0, tv_usec: 10_000)
            var timer = itimerval(it_interval: interval, it_value: interval)
            setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
            _ = try samples { BurningWork.outer(milliseconds: 200) }
            timer = itimerval()
            setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
            #expect(BurningWork.received.load(ordering: .relaxed) >= 3)
        }

        @Test("Leaves no timer behind, and takes nothing while it is off")
        func off() throws {
            _ = try samples { BurningWork.outer(milliseconds: 20) }
            let timers = try String(contentsOfFile: "/proc/self/timers", encoding: .utf8)
            #expect(!timers.contains("signal: \(__libc_current_sigrtmax() - 1)"))
            BurningWork.outer(milliseconds: 40)
            #expect(TakenSample.takeAll().isEmpty)
            #expect(periscope_sampler_period() == 0)
        }

        @Test("Keeps no shorter period than the kernel's tick")
        func tick() throws {
            try #require(periscope_sampler_start(1, periscope_sampler_keys()) == 0)
            let period = periscope_sampler_period()
            periscope_sampler_stop()
            #expect(period >= 1_000_000)
        }

        @Test("Knows the objects of the process, the executable first")
        func objects() throws {
            _ = try samples {}
            let room = UnsafeMutableBufferPointer<periscope_module>.allocate(capacity: Int(PERISCOPE_MODULES))
            defer { room.deallocate() }
            let modules = room.prefix(periscope_sampler_modules(try #require(room.baseAddress), room.count))
            let paths = modules.map { String(cString: $0.path) }
            #expect(paths.first == "")
            #expect(paths.contains { $0.contains("libc.so") })
            #expect(modules.contains { $0.build_id_length > 0 })
            #expect(modules.allSatisfy { $0.start < $0.end && $0.base <= $0.start })
        }

        @Test("A thread that is left out is not sampled")
        func excluded() throws {
            _ = TakenSample.takeAll()
            let number = Mutex<UInt32>(0)
            let found = try samples {
                let done = DispatchSemaphore(value: 0)
                Thread.detachNewThread {
                    periscope_sampler_exclude_thread()
                    number.withLock { $0 = BurningWork.threadNumber }
                    periscope_sampler_scan()
                    BurningWork.outer(milliseconds: 100)
                    done.signal()
                }
                done.wait()
            }
            let excluded = number.withLock(\.self)
            #expect(excluded != 0)
            #expect(!found.contains { $0.thread == excluded })
        }
    }
#endif
