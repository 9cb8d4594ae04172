import PeriscopeHistory
import PeriscopeWire

/// A log line as text to take away.
enum LogText {
    /// As a console would show it: level, label, metadata, message.
    static func line(_ log: LogRecord) -> String {
        let metadata = log.metadata.map { " \($0.key)=\($0.value)" }.joined()
        return "\(log.level.label) \(log.label):\(metadata) \(log.message)"
    }

    /// Where it was written; of most loggers only the module and the file's name are known.
    static func source(_ log: LogRecord) -> SourceFrame? {
        log.file.isEmpty ? nil : SourceFrame(function: "", path: log.file, line: log.line)
    }
}
