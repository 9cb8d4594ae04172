import PeriscopeHistory
import Screen

/// Writing what is looked at to a file.
extension UIState {
    /// `x`: of a profile asks for the file's name, elsewhere first which requests.
    mutating func startExport(_ context: UIContext) {
        guard isProfile, let subject = ProfilePane.subject(self, context) else {
            return startExportingRequests(context)
        }
        let facts = ProfilePane.facts(subject, self, context).0
        guard facts.samples > 0 else { return say("No samples to write", context) }
        let scope = scope(of: subject, facts)
        overlay = .prompt(.export(scope), LineEditor(ExportName.suggested(subject, context)), before: "")
    }

    /// What is on screen and nothing else, so that the file's totals are the screen's.
    private func scope(of subject: ProfileSubject, _ facts: ProfileFacts) -> ProfileExport.Scope {
        switch subject {
        case .request(let id, let span): .request(id, span: span)
        case .route, .shown: .requests(facts.extent.requests)
        case .outside(let app): .outside(app)
        }
    }

    /// The name was written.
    func export(_ scope: ProfileExport.Scope, to path: String) -> [UIEffect] {
        let path = String(path.drop { $0 == " " })
        return path.isEmpty ? [] : [.exportProfile(ProfileExport(scope: scope, path: path))]
    }
}

/// A file name that says what the profile is of.
enum ExportName {
    private static let maximumPart = 60

    static func suggested(_ subject: ProfileSubject, _ context: UIContext) -> String {
        switch subject {
        case .request(let id, _):
            let request = context.history.request(id)
            return name([request?.route ?? request?.path ?? "", String(id.span, radix: 16)])
        case .route(let route): return name([route.method.lowercased(), route.route ?? "no-route"])
        case .shown: return name(["all"])
        case .outside(let app): return name([context.history.app(app)?.name ?? "", "outside"])
        }
    }

    /// Of one request its method, path and id; of several their number.
    static func suggested(_ requests: [RequestID], _ context: UIContext) -> String {
        var parts = ["requests", "\(requests.count)"]
        if requests.count == 1, let id = requests.first {
            let request = context.history.request(id)
            let path = request?.route ?? request?.path ?? ""
            parts = [request?.method.lowercased() ?? "", path == "/" ? "root" : path, String(id.span, radix: 16)]
        }
        return parts.map(plain).filter { !$0.isEmpty }.joined(separator: "-") + FileEnding.ofRequests[0]
    }

    private static func name(_ parts: [String]) -> String {
        let clean = parts.map(plain).filter { !$0.isEmpty }
        return (["profile"] + clean).joined(separator: "-") + ".speedscope.json"
    }

    /// Letters, digits and single dashes: nothing that a file system or a shell reads anything into.
    private static func plain(_ text: String) -> String {
        var plain = ""
        for character in text where plain.utf8.count < maximumPart {
            if character.isASCII, character.isLetter || character.isNumber {
                plain.append(character)
            } else if let last = plain.last, last != "-" {
                plain.append("-")
            }
        }
        return plain.hasSuffix("-") ? String(plain.dropLast()) : plain
    }
}
