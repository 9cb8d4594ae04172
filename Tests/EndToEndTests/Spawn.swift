import Foundation
import TerminalTesting

/// Programs that write to pipes.
enum Spawn {
    struct Started {
        let pid: Int32
        let output: Int32
        let errors: Int32
    }

    /// Starts a program with nothing on its standard input and pipes on its outputs.
    static func start(_ path: String, _ arguments: [String], environment: [String: String]) throws -> Started {
        let (outputRead, outputWrite) = try pipe()
        let (errorsRead, errorsWrite) = try pipe()
        defer { for end in [outputWrite, errorsWrite] { close(end) } }

        do {
            let pid = try ProgramStart.start(
                [path] + arguments, environment: environment, on: .pipes(output: outputWrite, errors: errorsWrite))
            return Started(pid: pid, output: outputRead, errors: errorsRead)
        } catch {
            for end in [outputRead, errorsRead] { close(end) }
            throw error
        }
    }

    /// Runs a program to its end; gives its exit code and what it wrote to standard output.
    static func run(_ path: String, _ arguments: [String]) throws -> (code: Int32, output: String) {
        let started = try start(path, arguments, environment: ProcessInfo.processInfo.environment)
        defer { for end in [started.output, started.errors] { close(end) } }
        // A daemon that it leaves behind may hold the pipe open, so its own end counts, not the pipe's.
        var status: Int32 = 0
        var output: [UInt8] = []
        while waitpid(started.pid, &status, WNOHANG) == 0 { output += available(started.output, milliseconds: 5) }
        output += available(started.output, milliseconds: 0)
        return (ProgramStart.exitCode(status), String(decoding: output, as: UTF8.self))
    }

    /// What can be read within the time; ends at the first pause.
    private static func available(_ descriptor: Int32, milliseconds: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var wait = milliseconds
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            var readable = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&readable, 1, wait) == 1, readable.revents & Int16(POLLIN) != 0 else { break }
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { break }
            bytes += piece[..<count]
            wait = 0
        }
        if bytes.isEmpty, milliseconds > 0 { usleep(1000) }
        return bytes
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw TestFailure("no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
