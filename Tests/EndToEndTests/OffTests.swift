import Foundation
import Testing

extension EndToEnd {
    /// What a switched-off probe does: nothing.
    @Suite(.serialized)
    struct OffTests {
        @Test("PERISCOPE=0 gives the bytes of the same app without the middleware, and opens no socket")
        func sameBytes() throws {
            let place = try Workplace()
            let tail = try RunningTail(socket: place.socket)
            let without = try RunningTwin("without", environment: ["PERISCOPE": "1"], socket: place.socket)
            let off = try RunningTwin("with", environment: ["PERISCOPE": "0"], socket: place.socket)
            let on = try RunningTwin("with", environment: ["PERISCOPE": "1"], socket: place.socket)
            try tail.waitForApp()
            for request in RunningTwin.requests {
                let plain = try without.send(request)
                #expect(try off.send(request) == plain, "off, \(request.method) \(request.target)")
                #expect(try on.send(request) == plain, "on, \(request.method) \(request.target)")
            }
            #expect(
                tail.program.errors.components(separatedBy: " connected").count == 2, "only the one that is on connects"
            )
            #expect(off.socketCount == without.socketCount, "no socket is opened")
            #expect(off.threadNames == without.threadNames, "no thread is started")
        }
    }
}
