import PeriscopeWire
import Testing

@Suite("Both sides of an intern table stay in step")
struct InternTableTests {
    @Test("The empty string is 0, a new one is sent once, and a known one keeps its number")
    func numbers() {
        var table = InternTable()
        #expect(table.index(of: "") == 0)
        #expect(table.index(of: "GET") == 1)
        #expect(table.index(of: "POST") == 2)
        #expect(table.index(of: "GET") == 1)
        let first = table.takeNew()
        #expect(first == (false, ["GET", "POST"]))
        #expect(table.index(of: "POST") == 2)
        #expect(table.takeNew() == (false, []))
    }

    @Test("Through thousands of batches and many resets every number reads as the string that was sent")
    func inStep() {
        var random = SeededGenerator(seed: 3)
        var sender = InternTable()
        var receiver = InternedStrings()
        var resets = 0
        for _ in 0..<2000 {
            sender.beginBatch()
            let texts = (0..<20).map { _ in "string \(Int.random(in: 0..<30_000, using: &random))" }
            let numbers = texts.map { sender.index(of: $0) }
            let new = sender.takeNew()
            resets += new.reset ? 1 : 0
            receiver.add(reset: new.reset, strings: new.strings)
            #expect(numbers.map { receiver[$0] } == texts)
            #expect(receiver.all.count < WireLimits.internedStrings + 20)
        }
        #expect(resets > 3)
        #expect(receiver.omitted == 0)
    }

    @Test("A table of too many bytes starts anew, too")
    func bytes() {
        var sender = InternTable()
        _ = sender.index(of: String(repeating: "x", count: WireLimits.internedBytes))
        #expect(sender.isFull)
        _ = sender.takeNew()
        sender.beginBatch()
        #expect(!sender.isFull)
        #expect(sender.index(of: "y") == 1)
        #expect(sender.takeNew() == (true, ["y"]))
    }

    @Test("After a batch that was not sent, a restart brings both sides in step again")
    func restart() {
        var sender = InternTable()
        var receiver = InternedStrings()
        _ = sender.index(of: "kept")
        let sent = sender.takeNew()
        receiver.add(reset: sent.reset, strings: sent.strings)
        _ = sender.index(of: "lost")
        _ = sender.takeNew()
        sender.restart()
        let number = sender.index(of: "next")
        let new = sender.takeNew()
        receiver.add(reset: new.reset, strings: new.strings)
        #expect(receiver[number] == "next")
        #expect(receiver.all == ["next"])
    }

    @Test("A number that was never sent reads as a question mark")
    func unknown() {
        var receiver = InternedStrings()
        receiver.add(reset: false, strings: ["a"])
        #expect(receiver[0] == "")
        #expect(receiver[1] == "a")
        #expect(receiver[2] == "?")
        #expect(receiver[.max] == "?")
    }

    @Test("A receiver keeps a bounded table, counts what it left out, and the sender stays within it")
    func bounded() {
        var receiver = InternedStrings()
        receiver.add(reset: false, strings: (0..<70_000).map(String.init))
        #expect(receiver.all.count == WireLimits.receivedStrings)
        #expect(receiver.omitted == UInt64(70_000 - WireLimits.receivedStrings))
        var sender = InternTable()
        let last = (0..<70_000).reduce(0) { _, number in sender.index(of: String(number)) }
        #expect(last == .max)
        #expect(receiver[last] == "?")
        #expect(sender.takeNew().strings.count == WireLimits.receivedStrings)
    }
}
