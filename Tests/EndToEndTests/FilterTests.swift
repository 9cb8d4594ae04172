import Foundation
import Testing

extension EndToEnd {
    /// Filters on the command line.
    @Suite(.serialized)
    struct FilterTests {
        private func environment(_ place: Workplace) -> [String: String] {
            ["XDG_CONFIG_HOME": place.folder.path()]
        }

        private func configure(_ place: Workplace) throws {
            let folder = place.folder.appending(path: "periscope")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            try "filters: { broken: \"status:5xx\" }\n".write(
                to: folder.appending(path: "config.yaml"), atomically: true, encoding: .utf8)
        }

        @Test(
            "Only what the filter finds is printed",
            arguments: ["@broken", "error:shop or status:500", "-status:2xx,4xx"])
        func tail(filter: String) throws {
            let place = try Workplace()
            try configure(place)
            let tail = try RunningTail(
                socket: place.socket, environment: environment(place), arguments: ["--filter", filter])
            let shop = try RunningBookshop(socket: place.socket)
            try tail.waitForApp()
            for target in ["/books", "/error", "/nowhere", "/error?again"] {
                _ = try HTTPConnection(port: shop.port).send("GET", target)
            }
            _ = try tail.object(path: "/error", query: "again")
            #expect(try tail.objects().compactMap { $0["path"] as? String } == ["/error", "/error"])
        }

        @Test("A wrong filter is wrong usage, and shows its place")
        func wrong() throws {
            let place = try Workplace()
            let program = try RunningProgram(
                Binaries.periscope, ["tail", "--socket", place.socket, "--filter", "ms>1 statsu:5"],
                environment: environment(place))
            #expect(try program.waitForEnd() == 64)
            #expect(program.errors.contains("no key is called “statsu”: did you mean “status”?"), "\(program.errors)")
            #expect(program.errors.contains("  ms>1 statsu:5\n       ^~~~~~"), "\(program.errors)")
        }
    }
}
