import Foundation
import Testing

extension EndToEnd {
    /// Viewers that are absent, hung or killed, and peers that send rubbish.
    @Suite(.serialized)
    struct HardTimesTests {
        /// Sends the requests over four connections and gives each answer, without its date.
        private func answers(_ shop: RunningBookshop, count: Int) async throws -> [Int: [UInt8]] {
            let port = shop.port
            return try await withThrowingTaskGroup(of: [(Int, [UInt8])].self) { group in
                for client in 0..<4 {
                    group.addTask {
                        let connection = try HTTPConnection(port: port)
                        return try stride(from: client, to: count, by: 4).map { number in
                            (number, try connection.send("GET", "/books/\(number % 400 + 1)").rawWithoutDate)
                        }
                    }
                }
                return try await group.reduce(into: [:]) { all, some in
                    for (number, answer) in some { all[number] = answer }
                }
            }
        }

        @Test("With no viewer, a hung one and one killed in mid-stream the answers are the same and memory is bounded")
        func viewersInTrouble() async throws {
            let place = try Workplace()
            let shop = try RunningBookshop(socket: place.socket)
            let alone = try await answers(shop, count: 2000)
            let before = shop.program.residentKiB

            let tmux = try Tmux(columns: 120, rows: 40)
            // In place of the shell, which would take the terminal from a stopped program.
            try tmux.type("exec \(Binaries.periscope) --socket \(place.socket)")
            try tmux.waitFor(" bookshop ")
            let viewer = try tmux.panePID()
            kill(viewer, SIGSTOP)
            let withHung = try await answers(shop, count: 2000)
            let hungGrowth = shop.program.residentKiB - before
            kill(viewer, SIGCONT)
            try tmux.waitFor("the drops are counted on screen", within: 30) {
                $0.firstMatch(of: #/[1-9]\d* dropped|dropped [1-9]/#) != nil
            }

            kill(viewer, SIGKILL)
            _ = try eventually("the viewer is gone") { kill(viewer, 0) != 0 ? true : nil }
            let second = try RunningTail(socket: place.socket)
            try second.waitForApp()
            async let during = answers(shop, count: 2000)
            usleep(100_000)
            second.program.send(SIGKILL)
            let withKilled = try await during

            #expect(alone.count == 2000)
            #expect(withHung == alone)
            #expect(withKilled == alone)
            #expect(hungGrowth < 64 * 1024, "grew by \(hungGrowth) KiB")
            #expect(shop.program.isRunning)
        }

        @Test("Rubbish on the socket ends its connection with a reason and nothing else")
        func rubbish() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            var seed = SystemRandomNumberGenerator()
            let random = (0..<4096).map { _ in UInt8.random(in: 0...255, using: &seed) }
            let gibibyte: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x04]
            let endless: [UInt8] = Array(repeating: 0xFF, count: 64)
            for bytes in [random, gibibyte, endless, [0x05, 0x0A]] {
                let peer = try RawPeer(path: place.socket)
                peer.send(bytes)
                if bytes.count != 2 { try peer.waitForClose() }
            }
            let idle = try (0..<200).map { _ in try RawPeer(path: place.socket) }
            _ = try shop.get("/books/9")
            _ = try tail.object(path: "/books/9")
            #expect(tail.program.isRunning)
            let reasons = tail.program.errors.split(separator: "\n").filter {
                !$0.contains("connected") && !$0.contains("listening")
            }
            #expect(reasons.count >= 3, "\(tail.program.errors)")
            withExtendedLifetime(idle) {}
        }
    }
}
