import Foundation
import Testing

extension EndToEnd {
    /// What `periscope` says when it can't start.
    @Suite(.serialized)
    struct RefusalTests {
        private func refusal(_ arguments: [String], environment: [String: String] = [:]) throws -> (Int32, String) {
            let program = try RunningProgram(Binaries.periscope, arguments, environment: environment)
            let code = try program.waitForEnd()
            _ = try eventually("its message") { program.errors.hasSuffix("\n") ? true : nil }
            #expect(program.output.isEmpty, "data goes to standard output, messages do not")
            return (code, program.errors)
        }

        @Test("On a pipe it says that it needs a terminal")
        func onAPipe() throws {
            let place = try Workplace()
            let (code, text) = try refusal(["--socket", place.socket], environment: ["TERM": "xterm-256color"])
            #expect(code == 1)
            #expect(text.contains("terminal") && text.split(separator: "\n").count == 1, "\(text)")
            #expect(!FileManager.default.fileExists(atPath: place.socket), "no socket is left behind")
        }

        @Test("With TERM=dumb it says which TERM to set")
        func dumbTerminal() throws {
            let place = try Workplace()
            let tmux = try Tmux(columns: 80, rows: 24)
            try tmux.type("TERM=dumb \(Binaries.periscope) --socket \(place.socket); echo code=$?")
            let screen = try tmux.waitFor("code=1")
            #expect(screen.contains("TERM"))
        }

        @Test("A path that is too long for a socket is refused with a sentence", arguments: [["watch"], ["tail"]])
        func longPath(command: [String]) throws {
            let path = "/tmp/" + String(repeating: "long/", count: 40) + "hub.sock"
            let (code, text) = try refusal(command + ["--socket", path])
            #expect(code == 1)
            #expect(text.contains("--socket") && text.split(separator: "\n").count == 1, "\(text)")
        }

        @Test(
            "A folder of another user is refused with a sentence", .enabled(if: getuid() == 0, "needs root to make one")
        )
        func foreignFolder() throws {
            let place = try Workplace()
            let folder = place.path("theirs")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            chown(folder, 12345, 12345)
            let (code, text) = try refusal(["tail", "--socket", folder + "/hub.sock"])
            #expect(code == 1)
            #expect(
                text.contains("12345") && text.contains("--socket") && text.split(separator: "\n").count == 1, "\(text)"
            )
        }

        @Test(
            "Wrong usage is exit code 64",
            arguments: [["tail", "--nonsense"], ["run"], ["open"], ["--color", "pink"]])
        func wrongUsage(arguments: [String]) throws {
            let (code, _) = try refusal(arguments)
            #expect(code == 64)
        }

        @Test("A file that is not there, or holds no request, is refused with a sentence")
        func unreadableFile() throws {
            let place = try Workplace()
            let (code, text) = try refusal(["open", place.path("nothing.jsonl")])
            #expect(code == 1 && text.contains("nothing.jsonl"), "\(text)")
            let path = place.path("text.jsonl")
            try "hello\n".write(toFile: path, atomically: true, encoding: .utf8)
            let (second, why) = try refusal(["open", path])
            #expect(second == 1 && why.contains("line 1"), "\(why)")
        }

        @Test(
            "What a file says to the terminal is not passed on by the sentence that refuses it",
            arguments: [
                #"{"v":1,"type":"\u001b]52;c;aGk=\u0007"}"#,
                #"{"log":{"version":"1.2","entries":[{"_periscope":{"v":1,"type":"\u001b]52;c;aGk=\u0007"}}]}}"#,
            ])
        func hostileFile(text: String) throws {
            let place = try Workplace()
            let path = place.path("hostile.jsonl")
            try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            let (code, why) = try refusal(["open", path])
            #expect(code == 1 && why.contains("hostile.jsonl") && why.contains("␛]52;c;aGk=␇"), "\(why)")
            expectNoControls(why)
        }

        @Test("What a folder's settings say to the terminal is not passed on", arguments: ["tail", "doctor"])
        func hostileSettings(command: String) throws {
            let place = try Workplace()
            try (#""\e]52;c;aGk=\a": 1"# + "\n").write(
                toFile: place.path(".periscope.yaml"), atomically: true, encoding: .utf8)
            let program = try RunningProgram(
                "sh",
                [
                    "-c", "cd \"$0\" && exec \"$@\"", place.path(""), Binaries.periscope, command, "--socket",
                    place.socket,
                ])
            _ = try eventually("it tells of the settings") {
                (program.errors + program.output).contains("␛]52;c;aGk=␇") ? true : nil
            }
            program.send(SIGINT)
            try program.waitForEnd()
            expectNoControls(program.errors + program.output)
        }

        private func expectNoControls(_ text: String) {
            let controls = text.unicodeScalars.filter {
                $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value)
            }
            #expect(controls.isEmpty, "\(String(reflecting: text))")
        }

        @Test("^c ends tail with 130, and its socket is gone; a closed reader ends it well")
        func tailEnds() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            tail.program.send(SIGINT)
            #expect(try tail.program.waitForEnd() == 130)
            #expect(!FileManager.default.fileExists(atPath: place.socket))
            let tmux = try Tmux(columns: 80, rows: 24)
            try tmux.type("(\(Binaries.periscope) tail --json --socket \(place.socket); echo code=$? >&2) | sleep 1")
            try tmux.waitFor("code=0")
        }

        @Test(
            "Every command has a version and a help",
            arguments: [
                "watch", "run", "demo", "tail", "open", "themes", "doctor",
            ])
        func helpAndVersion(command: String) throws {
            for flag in ["--help", "--version"] {
                let program = try RunningProgram(Binaries.periscope, [command, flag])
                #expect(try program.waitForEnd() == 0)
                _ = try eventually("\(command) \(flag) prints") { program.output.isEmpty ? nil : true }
            }
        }
    }
}
