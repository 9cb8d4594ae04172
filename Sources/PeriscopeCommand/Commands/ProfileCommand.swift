import ArgumentParser
import FoundationEssentials
import PeriscopeInsight
import SystemPackage

struct ProfileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profile", abstract: "Sample what the servers compute for a while, and write it to a file.",
        discussion: """
            Needs no terminal, and works beside an open toolbar. It turns the profiler of the connected servers on, \
            counts the samples of the requests that are meant, turns it off again, and says on standard error which \
            functions of yours used the most CPU time. Servers without load have nothing to show: send them requests \
            meanwhile. ^c ends it early and writes what there is.

              periscope profile --seconds 30 --route /reports/sales --output sales.json
              periscope profile --output - --format folded | flamegraph.pl > flames.svg
              periscope profile --top --app bookshop

            A file that ends in .json is for speedscope (https://www.speedscope.app), in .pb for pprof, in .folded or \
            .txt folded stacks.

            Exit codes: 0 with samples, also after ^c; 1 where no server is connected, nothing was sampled, or the \
            file can't be written; 64 for wrong usage.
            """,
        version: Version.text)

    /// A day; longer is no profile any more.
    private static let longest = 86_400

    @OptionGroup var socket: SocketOptions

    @Option(help: ArgumentHelp("For how long.", valueName: "seconds"))
    var seconds = 30

    @Option(
        help: ArgumentHelp(
            "Only requests of this route, such as /books/{id}, or to this path; otherwise all, and what belongs to none.",
            valueName: "route"))
    var route: String?

    @Option(help: ArgumentHelp("Only requests with this method.", valueName: "method"))
    var method: String?

    @Option(help: ArgumentHelp("Only the server of this name, or of this process number.", valueName: "name"))
    var app: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"))
    var output: String?

    @Option(help: "What to write; otherwise the file's ending says it.")
    var format: ProfileFormat?

    @Flag(help: "Replace the file if it is there.")
    var force = false

    @Flag(help: "Print the table of functions on standard output, as without --output.")
    var top = false

    func validate() throws {
        guard seconds > 0, seconds <= Self.longest else {
            throw ValidationError("Say for how many seconds, up to \(Self.longest): --seconds 30")
        }
        guard let output else {
            if format != nil { throw ValidationError("Say which file to write: --output FILE, or - for a pipe") }
            return
        }
        if output == "-" {
            if top { throw ValidationError("Only one thing can go to standard output: --top, or --output -") }
        } else if format == nil, ProfileFormat(path: output) == nil {
            throw ValidationError(ProfileFormat.problem(with: output))
        }
    }

    func run() throws {
        // Before half a minute is spent on what can't be written.
        if let output, output != "-", let problem = ProfileFile.problem(with: output, existing: existing) {
            throw CommandFailure(problem + (problem.contains("is there already") ? ", or replace it with --force" : ""))
        }
        let session = try ProfileSession(
            socket: socket, scope: ProfileScope(route: route, method: method, app: app), seconds: seconds)
        let (profile, summary, context) = try session.run()
        if output == nil || top {
            try Self.print(Array(summary.text.utf8))
        } else {
            MessageOutput.write(summary.text)
        }
        try write(profile, context)
        if let signal = session.interruption, signal != 2 { throw ExitCode(128 + signal) }
    }

    private var existing: ProfileFile.Existing { force ? .replace : .refuse }

    private func write(_ profile: CPUProfile, _ context: PprofFile.Context) throws {
        guard let output else { return }
        let format = format ?? ProfileFormat(path: output) ?? .folded
        let bytes = format.bytes(of: profile, context)
        if output == "-" { return try Self.print(bytes) }
        let path = try ProfileFile.write(bytes, to: output, existing: existing)
        let samples = profile.samples == 1 ? "1 sample" : "\(profile.samples) samples"
        MessageOutput.say("\(samples) written to \(path), \(format.words)")
    }

    /// A reader that has had enough is no failure.
    private static func print(_ bytes: [UInt8]) throws {
        do {
            _ = try FileDescriptor.standardOutput.writeAll(bytes)
        } catch Errno.brokenPipe {
            return
        } catch {
            throw CommandFailure("Standard output can't be written to: \(error)")
        }
    }
}

extension ProfileFormat: ExpressibleByArgument {}
