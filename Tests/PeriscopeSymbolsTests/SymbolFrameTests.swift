import PeriscopeSymbols
import Testing

@Suite("Symbol frames")
struct SymbolFrameTests {
    @Test("A frame is what it was made of")
    func holds() {
        #expect(SymbolFrame(function: "f()", path: "/a.swift", line: 3).line == 3)
    }
}
