internal import PeriscopeInsight

/// What a request was seen to use.
extension JSONWriter {
    mutating func use(of request: RequestRecord, app: AppRecord?, history: History?) {
        key("profile")
        profile(of: request, app: app, history: history)
        key("process_use")
        processUse(request.processUse)
    }

    private mutating func profile(of request: RequestRecord, app: AppRecord?, history: History?) {
        guard request.samplePeriod > 0 || request.sampleCount > 0 else { return null() }
        let notes = ProfileNotes(request, app: app, history: history)
        object { writer in
            writer.key("period_ms")
            writer.milliseconds(request.samplePeriod)
            writer.key("samples")
            writer.number(request.sampleCount)
            writer.key("frames")
            writer.array(of: notes.frames) { $0.frame($1) }
            writer.key("stacks")
            writer.array(of: notes.stacks) { writer, entry in
                writer.object { writer in
                    writer.key("span")
                    writer.id(entry.stack.span)
                    writer.key("count")
                    writer.number(entry.count)
                    writer.key("frames")
                    writer.array(of: entry.stack.frames) { $0.number($1) }
                }
            }
        }
    }

    private mutating func frame(_ frame: ProfileFrame) {
        object { writer in
            writer.key("function")
            writer.string(frame.function)
            writer.key("file")
            writer.string(frame.path.isEmpty ? nil : frame.path)
            writer.key("line")
            if frame.line > 0 { writer.number(frame.line) } else { writer.null() }
            writer.key("module")
            writer.string(frame.module.isEmpty ? nil : frame.module)
            writer.key("origin")
            writer.string(frame.origin.jsonName)
            writer.key("inlined")
            writer.bool(frame.isInlined)
            writer.key("async")
            writer.bool(frame.isAsync)
        }
    }

    private mutating func processUse(_ use: ProcessUseRecord?) {
        guard let use else { return null() }
        object { writer in
            writer.key("cpu_ms")
            writer.milliseconds(use.cpu)
            writer.key("resident_bytes")
            writer.number(use.residentBytes)
            writer.key("resident_growth_bytes")
            writer.number(use.residentGrowthBytes)
            writer.key("overlapping_requests")
            writer.number(use.overlappingRequests)
        }
    }
}

extension ProfileFrame.Origin {
    fileprivate var jsonName: String {
        switch self {
        case .app: "app"
        case .library: "library"
        case .runtime: "runtime"
        }
    }

    static let jsonNames = Dictionary(allCases.map { ($0.jsonName, $0) }) { first, _ in first }
}
