package import PeriscopeHistory
package import PeriscopeUI

/// Requests as a file, in the format that its name says.
package enum RequestFileWriter {
    /// What is no longer held is left out.
    /// - Throws: A ``CommandFailure`` with a sentence; nothing is left behind then.
    package static func write(
        _ ids: [RequestID], of history: History, to path: String, format: RequestFormat, mayReplace: Bool,
        version: String
    ) throws(CommandFailure) -> WholeFile.Outcome {
        try WholeFile.write(to: path, mayReplace: mayReplace) { file in
            switch format {
            case .lines:
                for id in ids {
                    guard let request = history.request(id) else { continue }
                    var line: [UInt8] = []
                    RequestJSON.append(request, app: history.app(id.app), history: history, to: &line)
                    try file.add(line + [UInt8(ascii: "\n")])
                }
            case .har: try HARFile.write(ids, history, version: version) { try file.add($0) }
            case .markdown: try MarkdownReport.write(ids, history) { try file.add($0.utf8) }
            }
        }
    }
}
