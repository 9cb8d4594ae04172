import Foundation

/// The programs under test, as the build left them.
enum Binaries {
    /// The folder that the test bundle itself lies in, so that debug and release runs test their own programs.
    static let folder: URL = {
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            return URL(filePath: argument).deletingLastPathComponent()
        }
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return top.appending(path: ".build/debug")
    }()

    static var periscope: String { folder.appending(path: "periscope").path() }
    static var bookshop: String { folder.appending(path: "bookshop").path() }
    static var benchmarks: String { folder.appending(path: "PeriscopeBenchmarks").path() }
    static var plainApp: String { folder.appending(path: "PlainApp").path() }
}
