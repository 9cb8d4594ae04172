/// The file format of speedscope (https://www.speedscope.app/file-format-schema.json), a "sampled" profile.
package enum Speedscope {
    /// JSON; each different stack is one sample, its weight the CPU time of all its samples.
    ///
    /// A function is one frame, with the line that most of its samples stand at. Samples are not in the order in which
    /// they were taken, so speedscope's "Left Heavy" and "Sandwich" views are the ones to read. Where the profile has
    /// no period, weights are counts of samples. Costs the frames of all stacks.
    package static func write(_ profile: CPUProfile, name: String) -> String {
        var frames = SpeedscopeFrames(profile)
        var stacks: [[Int]] = []
        var weights: [UInt64] = []
        ProfileStacks(profile).forEach { stack, count in
            stacks.append(frames.indices(of: stack))
            weights.append(profile.period > 0 ? profile.nanoseconds(of: count) : count)
        }
        var text = JSONText()
        text.raw(#"{"$schema":"https://www.speedscope.app/file-format-schema.json","exporter":"periscope","name":"#)
        text.string(name)
        text.raw(#","activeProfileIndex":0,"shared":{"frames":"#)
        text.list(frames.frames) { $0.frame($1) }
        text.raw(#"},"profiles":[{"type":"sampled","name":"#)
        text.string(name)
        text.raw(#","unit":"#)
        text.string(profile.period > 0 ? "nanoseconds" : "none")
        text.raw(#","startValue":0,"endValue":"#)
        text.number(weights.reduce(UInt64(0)) { $0.addingClamped($1) })
        text.raw(#","samples":"#)
        text.list(stacks) { text, stack in text.list(stack) { $0.number($1) } }
        text.raw(#","weights":"#)
        text.list(weights) { $0.number($1) }
        text.raw("}]}\n")
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

extension JSONText {
    fileprivate mutating func frame(_ frame: SpeedscopeFrames.Frame) {
        raw(#"{"name":"#)
        string(frame.name)
        if !frame.file.isEmpty {
            raw(#","file":"#)
            string(frame.file)
        }
        if frame.line > 0 {
            raw(#","line":"#)
            number(frame.line)
        }
        raw("}")
    }
}
