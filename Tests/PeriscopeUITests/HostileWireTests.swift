import PeriscopeHistory
import PeriscopeUI
import PeriscopeWire
import Screen
import Testing

/// Numbers that no honest server says: every sum, difference and fraction of them has to be drawn all the same.
struct HostileWireTests {
    static let numbers: [UInt64] = [.max, .max - 1, 1 << 63, (1 << 63) - 1]
    static let sizes = [(80, 24), (200, 60)]

    @Test("The greatest numbers in every field are drawn in every panel", arguments: numbers, sizes)
    func greatest(number: UInt64, size: (Int, Int)) {
        var ui = UIDriver(size.0, size.1)
        ui.connect(build: "b1")
        ui.say { $0.authors(at: 1_000_000) }
        ui.say { $0.hostile(number, at: 1_100_000, isOpen: false) }
        ui.restart(build: "b2")
        ui.say { server in
            server.mendedAuthors(at: 2_000_000)
            for isOpen in [false, true] {
                server.hostile(number, at: 2_100_000, isOpen: isOpen)
                server.hostile(number, at: 2_200_000, isOpen: isOpen)
                server.hostile(number, at: number / 1_000, isOpen: isOpen)
            }
            server.drop(number)
        }
        for place in 0..<3 as Range<UInt64> { ui.history.apply(ScriptedServer.sample(number, place), from: 2) }
        ui.nameStacks()
        walk(&ui)
    }

    /// Through every panel of the first requests: in each the rows, the opened, the sorted and the grouped.
    private func walk(_ ui: inout UIDriver) {
        for _ in 0..<8 {
            for panel in 1...7 {
                for keys in ["", "t", "s<down><enter>", "S", "a", "jjj", "G", "g", "w"] { look(&ui, "\(panel)\(keys)") }
                look(&ui, "\(panel)g<enter>")
                look(&ui, "p")
                ui.answer([(.max, .min, "SCAN book"), (.min, .max, "SEARCH x"), (.max, .max, "SCAN y")])
                for keys in ["jjj<enter>", "<esc>", "<esc>", "I", "c", "+", "-", "z", "z"] { look(&ui, keys) }
            }
            look(&ui, "<esc><esc><esc>j")
        }
        for keys in ["0", "jjj", "t", "s<down><enter>", "<enter>", "<esc>", "9", "G", "<esc>", "0"] { look(&ui, keys) }
        ui.pass(milliseconds: 5_000)
        look(&ui, "")
    }

    private func look(_ ui: inout UIDriver, _ keys: String) {
        ui.type(keys)
        #expect(ui.grid.size == ui.size)
    }
}

extension ScriptedServer {
    /// One number wherever the wire has one.
    mutating func hostile(_ number: UInt64, at start: UInt64, isOpen: Bool) {
        let id = makeID()
        let small = UInt32(truncatingIfNeeded: number)
        var delta = head(id, "GET", "/authors", at: start, route: "/authors")
        delta.dropped = number
        delta.countedQueries = number
        delta.countedQueriesNs = number
        let handler = span(.handler, "GET /authors", in: id, from: start, to: isOpen ? nil : start)
        delta.spans = [handler]
        for place in 0..<12 as Range<UInt64> {
            var span = query(
                Self.bookQuery, ["\(place % 3)"], rows: number, in: handler.id, from: start, to: nil,
                transaction: number, stack: [201, 101, 102])
            if place < 10 || !isOpen { span.endNs = place.isMultiple(of: 2) ? number : 0 }
            if place == 11 { span.startNs = number }
            span.query.counters.fullScanSteps = number
            span.query.counters.sorts = number
            span.query.counters.automaticIndexes = number
            span.query.counters.vmSteps = number
            if place > 8 {
                span.query.omittedValues = small
                span.query.truncatedBytes = number
                span.query.errorCode = .min
                span.query.values[0].truncatedBytes = number
            }
            delta.spans.append(span)
        }
        delta.spans += hostileRenders(number, in: handler.id, at: start)
        var line = log(.warning, "late", at: start)
        (line.atNs, line.line, line.span, line.truncatedBytes) = (number, small, number, number)
        delta.logs = [line, log(.info, "now", at: start)]
        if !isOpen {
            var end = end(at: 0, status: small, bytes: number)
            (end.endNs, end.handledNs) = (number, number - 1)
            end.responseBody.truncatedBytes = number
            delta.end = end
        }
        send(delta)
    }

    private mutating func hostileRenders(_ number: UInt64, in parent: UInt64, at start: UInt64) -> [WireSpan] {
        var page = render(
            "page", bytes: number, in: parent, from: start, to: nil, context: [("rows", "[Row]", "")])
        page.endNs = number
        page.render.context[0].count = number
        page.render.context[0].clearValue()
        var inner = WireContextNode()
        inner.count = number
        page.render.context[0].children = [inner]
        var row = render("row", bytes: number, in: page.id, from: start, to: nil)
        row.endNs = number
        var call = span(.client, "GET rates", in: page.id, from: start, to: nil)
        call.endNs = number
        var lost = span(.internal, "lost", in: number, from: 0, to: nil)
        (lost.id, lost.startNs, lost.endNs, lost.stack) = (number, number, number, number)
        return [page, row, call, lost]
    }

    static func sample(_ number: UInt64, _ place: UInt64) -> WireProcessSample {
        var sample = WireProcessSample()
        sample.atNs = place == 2 ? number : place
        (sample.userCpuNs, sample.systemCpuNs, sample.uplinkCpuNs) = (number, number &* place, number)
        (sample.residentBytes, sample.uptimeNs, sample.sentBytes) = (number, number, number)
        (sample.recordedEvents, sample.droppedRequests, sample.droppedEvents) = (number, number, number)
        (sample.threads, sample.descriptors) = (.max, .max)
        return sample
    }
}
