import PeriscopeUI
import Testing

struct LineEditorTests {
    @Test("A line takes what is typed, moves, and never a control character")
    func editing() {
        var line = LineEditor("ab")
        line.insert("c\u{1B}\nd")
        #expect(line.text == "abcd")
        line.moveToStart()
        line.deleteForward()
        line.moveToEnd()
        line.deleteBackward()
        #expect(line.text == "bc")
        line.insert(" de fg")
        line.deleteWord()
        #expect(line.text == "bc de ")
        line.deleteToStart()
        #expect(line.isEmpty)
        line.insert(String(repeating: "x", count: 5_000))
        #expect(line.characters.count == LineEditor.maximumLength)
    }
}
