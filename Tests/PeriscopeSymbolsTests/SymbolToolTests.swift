import PeriscopeSymbols
import Testing

@Suite("llvm-symbolizer is found")
struct SymbolToolTests {
    private let folder = TestFolder()

    private func find(_ environment: [String: String] = [:], path: [String]) -> String? {
        var environment = environment
        environment["PATH"] = path.joined(separator: ":")
        return SymbolTool.find(environment: environment, libraries: folder.path + "/lib")
    }

    @Test("Beside the compiler that a link on PATH leads to, before all others")
    func besideSwift() {
        let tool = folder.program("toolchain/usr/bin/llvm-symbolizer")
        folder.program("toolchain/usr/bin/swift-driver")
        folder.link("toolchain/usr/bin/swift", to: "swift-driver")
        folder.link("bin/swift", to: folder.path + "/toolchain/usr/bin/swift")
        folder.program("bin/llvm-symbolizer")
        #expect(find(path: [folder.path + "/nothing", folder.path + "/bin"]) == tool)
    }

    @Test("On PATH, in the order of PATH")
    func onPath() {
        folder.program("bin/swift")
        folder.file("a/llvm-symbolizer")
        folder.folder("b/llvm-symbolizer")
        let tool = folder.program("c/llvm-symbolizer")
        folder.program("d/llvm-symbolizer")
        folder.program("d/llvm-symbolizer-19")
        #expect(find(path: ["bin", "a", "b", "c", "d"].map { "\(folder.path)/\($0)" }) == tool)
    }

    @Test("With a version in its name, the newest; then where LLVM is installed")
    func versions() {
        let installed = folder.program("lib/llvm-14/bin/llvm-symbolizer")
        #expect(find(path: [folder.path + "/bin"]) == installed)
        folder.program("bin/llvm-symbolizer-14")
        let newest = folder.program("bin/llvm-symbolizer-19")
        folder.program("bin/llvm-symbolizer-9")
        #expect(find(path: [folder.path + "/bin"]) == newest)
    }

    @Test("In the newest toolchain, where swift is swiftly")
    func swiftly() {
        folder.program("bin/swiftly")
        folder.link("bin/swift", to: "swiftly")
        folder.program("home/.local/share/swiftly/toolchains/6.2.0/usr/bin/llvm-symbolizer")
        let tool = folder.program("home/.local/share/swiftly/toolchains/6.3.1/usr/bin/llvm-symbolizer")
        let environment = ["HOME": folder.path + "/home"]
        #expect(find(environment, path: [folder.path + "/bin"]) == tool)
        let other = folder.program("other/6.1.0/usr/bin/llvm-symbolizer")
        let chosen = ["HOME": folder.path + "/home", "SWIFTLY_TOOLCHAINS_DIR": folder.path + "/other"]
        #expect(find(chosen, path: [folder.path + "/bin"]) == other)
    }

    @Test("Nowhere, with nothing set or a folder that is not there or not absolute")
    func nowhere() {
        #expect(SymbolTool.find(environment: [:], libraries: folder.path) == nil)
        #expect(find(path: ["", "relative", folder.path + "/none"]) == nil)
        folder.link("bin/swift", to: "swift")
        #expect(find(path: [folder.path + "/bin"]) == nil)
    }
}
