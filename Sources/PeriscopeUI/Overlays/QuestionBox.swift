import Screen

/// A question that a yes or a no answers.
struct QuestionBox {
    let question: Overlay.Question

    var text: [String] {
        switch question {
        case .quit(let marks, let childRuns):
            var lines = ["Quit?"]
            if marks > 0 { lines.append(marks == 1 ? "One request is marked." : "\(marks) requests are marked.") }
            if childRuns { lines.append("The server that was started here is stopped too.") }
            return lines
        case .clear: return ["Forget all requests?", "Marked ones, and those in flight, stay."]
        case .restartChild: return ["Stop the server and start it again?"]
        case .replaceFile(let export): return ["Replace the file of this name?", export.path]
        case .send(let wish): return SendQuestion.text(wish)
        }
    }

    func popup(in size: ScreenSize) -> Popup {
        Popup(width: 56, height: text.count + 4, in: size)
    }

    func draw(on canvas: inout Canvas) {
        let popup = popup(in: canvas.grid.size)
        popup.draw(title: "", on: &canvas)
        for (row, line) in text.enumerated() {
            canvas.draw(Line(line, row == 0 ? .textStrong : .text), in: popup.inner, row: row)
        }
        var answers = Line()
        answers.add("y ", .keyHint)
        answers.add("yes     ")
        answers.add("n ", .keyHint)
        answers.add("no")
        canvas.draw(answers, in: popup.inner, row: text.count + 1)
    }
}
