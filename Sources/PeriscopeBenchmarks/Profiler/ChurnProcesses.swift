import Foundation

/// Children, objects and pipes: what signals are known to break.
enum ChurnProcesses {
    /// A copy of this process that goes on for a while; the sampler's timers are not copied with it.
    static func fork() throws {
        // Swift hides it, since little may be done in such a child; this one does little.
        guard let symbol = dlsym(nil, "fork") else { throw BenchmarkFailure("There is no fork here.") }
        let child = unsafeBitCast(symbol, to: (@convention(c) () -> pid_t).self)()
        if child == 0 {
            var number = 1
            for step in 0..<20_000_000 { number = number &* 31 &+ step }
            _exit(number == 42 ? 1 : 0)
        }
        try expect(0, from: child, "A forked child")
    }

    static func spawn() throws {
        var child: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        defer { free(arguments[0]) }
        guard posix_spawn(&child, "/bin/true", nil, nil, &arguments, environ) == 0 else {
            throw BenchmarkFailure("/bin/true does not start.")
        }
        try expect(0, from: child, "/bin/true")
    }

    private static func expect(_ status: Int32, from child: pid_t, _ name: String) throws {
        guard child > 0 else { throw BenchmarkFailure("\(name) does not start: \(String(cString: strerror(errno)))") }
        var found: Int32 = 0
        while waitpid(child, &found, 0) < 0 {
            if errno != EINTR { throw BenchmarkFailure("\(name) is lost: \(String(cString: strerror(errno)))") }
        }
        if found != status { throw BenchmarkFailure("\(name) ended with status \(found)") }
    }

    /// A child that is sampled and crashes must print its backtrace and end, as without the sampler.
    static func crash() throws {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = ["churn", "crash"]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no,threads=all"
        ]) { $1 }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let killer = DispatchWorkItem { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: killer)
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        killer.cancel()
        guard process.terminationReason == .uncaughtSignal, process.terminationStatus != SIGKILL else {
            throw BenchmarkFailure("A crashing child ended with \(process.terminationStatus), or never: \(text)")
        }
        guard text.contains("Program crashed"), text.contains("Images") else {
            throw BenchmarkFailure("A crash printed no backtrace: \(text)")
        }
    }

    /// An object that comes and goes while threads are in it.
    static func object() throws {
        guard let object = dlopen("libresolv.so.2", RTLD_NOW | RTLD_LOCAL) else { return }
        ChurnJobs.burn(milliseconds: 1)
        dlclose(object)
    }

    /// What is read and written must come through whole, and uninterrupted.
    static func pipe() throws {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw BenchmarkFailure("There is no pipe.") }
        defer { for end in ends { close(end) } }
        let (input, output) = (ends[0], ends[1])
        Thread.detachNewThread {
            ChurnJobs.burn(milliseconds: 2)
            usleep(1_000)
            _ = write(output, "x", 1)
        }
        ChurnJobs.burn(milliseconds: 1)
        var byte: UInt8 = 0
        guard read(input, &byte, 1) == 1 else { throw BenchmarkFailure("read was interrupted: \(errno)") }
    }
}
