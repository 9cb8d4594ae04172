/// Requests as an HTTP Archive, version 1.2, which the tools of browsers open.
///
/// What HTTP has no word for, queries and templates and findings, is in each entry's `_periscope`: the very object that
/// `tail --json` writes, so that `periscope open` reads such a file without loss.
package enum HARFile {
    /// The whole file.
    package static func text(_ ids: [RequestID], _ history: History, version: String) -> String {
        var bytes: [UInt8] = []
        write(ids, history, version: version) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Piece by piece, so that thousands of requests need not be in memory; what is no longer held is left out.
    package static func write(
        _ ids: [RequestID], _ history: History, version: String, to write: ([UInt8]) throws -> Void
    ) rethrows {
        try write(Array(head(version).utf8))
        var isFirst = true
        for id in ids {
            guard let request = history.request(id) else { continue }
            var writer = JSONWriter(appendingTo: isFirst ? [] : [UInt8(ascii: ","), UInt8(ascii: "\n")])
            writer.entry(request, app: history.app(id.app), history: history)
            try write(writer.bytes)
            isFirst = false
        }
        try write(Array("\n]}}\n".utf8))
    }

    private static func head(_ version: String) -> String {
        var writer = JSONWriter()
        writer.string(version)
        let version = String(decoding: writer.bytes, as: UTF8.self)
        return #"{"log":{"version":"1.2","creator":{"name":"periscope","version":\#(version)},"pages":[],"entries":["#
            + "\n"
    }
}
