import Foundation
import PeriscopeUI
import Testing

@Suite("Words for a shell")
struct ShellQuotingTests {
    @Test("A word is one word, byte by byte", arguments: HostileTexts.all.filter { !$0.utf8.contains(0) })
    func quoted(text: String) throws {
        let output = try ShellWords.run("printf '%s' " + ShellQuoting.quoted(text) + "\n")
        #expect(output == Array(text.utf8))
    }

    @Test("What is printed is the text, control characters and NUL too", arguments: HostileTexts.all)
    func printed(text: String) throws {
        #expect(try ShellWords.run(ShellQuoting.printing(text) + "\n") == Array(text.utf8))
    }
}
