/// What a pprof file's samples point at: locations, functions, mappings and strings, each by its number.
struct PprofTables {
    /// A line of a function.
    private struct Line: Hashable {
        let function: UInt64
        let line: UInt64
    }

    /// Lines innermost first: what was inlined, then what it was inlined into.
    private struct Location: Hashable {
        let mapping: UInt64
        let lines: [Line]
    }

    private let profile: CPUProfile
    private let executable: String
    private var strings: [String] = [""]
    private var stringIndices: [String: UInt64] = ["": 0]
    private var functions: [ProfileFunction] = []
    private var functionNumbers: [ProfileFunction: UInt64] = [:]
    private var locations: [Location] = []
    private var locationNumbers: [Location: UInt64] = [:]
    private var mappings: [String] = []
    private var mappingNumbers: [String: UInt64] = [:]

    init(_ profile: CPUProfile, executable: String) {
        self.profile = profile
        self.executable = executable
        // The first mapping is the program's own, whether it was sampled or not.
        _ = mapping("")
    }

    /// A string's index; the empty one is 0.
    mutating func string(_ text: String) -> UInt64 {
        if let index = stringIndices[text] { return index }
        let index = UInt64(strings.count)
        strings.append(text)
        stringIndices[text] = index
        return index
    }

    /// A stack's locations, innermost first as the format has it; `[unknown]` for samples without frames.
    mutating func locations(of stack: [ProfileStacks.Step]) -> [UInt64] {
        guard !stack.isEmpty else { return [location(named: ProfileFunction.unknown)] }
        var numbers: [UInt64] = []
        var lines: [Line] = []
        for (index, step) in stack.enumerated().reversed() {
            guard case .node(let number) = step else {
                if case .cut(let frames) = step { numbers.append(location(named: ProfileFunction.cut(frames))) }
                continue
            }
            let node = profile.nodes[number]
            let function = profile.functions[node.function]
            lines.append(Line(function: self.function(function), line: UInt64(max(0, node.line))))
            if node.isInlined, index > 0, case .node = stack[index - 1] { continue }
            numbers.append(location(Location(mapping: mapping(function.module), lines: lines)))
            lines.removeAll(keepingCapacity: true)
        }
        return numbers
    }

    private mutating func location(named name: String) -> UInt64 {
        let function = function(ProfileFunction(name: name, path: "", module: "", origin: .runtime))
        return location(Location(mapping: mapping(""), lines: [Line(function: function, line: 0)]))
    }

    private mutating func location(_ location: Location) -> UInt64 {
        if let number = locationNumbers[location] { return number }
        locations.append(location)
        locationNumbers[location] = UInt64(locations.count)
        return UInt64(locations.count)
    }

    private mutating func function(_ function: ProfileFunction) -> UInt64 {
        if let number = functionNumbers[function] { return number }
        functions.append(function)
        functionNumbers[function] = UInt64(functions.count)
        return UInt64(functions.count)
    }

    private mutating func mapping(_ module: String) -> UInt64 {
        if let number = mappingNumbers[module] { return number }
        mappings.append(module.isEmpty ? executable : module)
        mappingNumbers[module] = UInt64(mappings.count)
        return UInt64(mappings.count)
    }

    /// Everything that samples were given numbers of; the strings last, since the others use them.
    consuming func write(to file: inout ProtobufBytes) {
        for (index, mapping) in mappings.enumerated() {
            let name = string(ProfileFunction.printable(mapping))
            file.field(3) {
                $0.field(1, UInt64(index + 1))
                $0.field(5, name)
                // Functions, files, lines and inlined frames are all here: a reader need not look for the binary.
                for field in 7...10 as ClosedRange<UInt64> { $0.field(field, 1) }
            }
        }
        for (index, location) in locations.enumerated() {
            file.field(4) { message in
                message.field(1, UInt64(index + 1))
                message.field(2, location.mapping)
                for line in location.lines {
                    message.field(4) {
                        $0.field(1, line.function)
                        $0.field(2, line.line)
                    }
                }
            }
        }
        for (index, function) in functions.enumerated() {
            let (name, path) = (string(function.exportName), string(ProfileFunction.printable(function.path)))
            file.field(5) {
                $0.field(1, UInt64(index + 1))
                $0.field(2, name)
                // No system name (3): where it equals the name, Go's pprof takes that for mangled C++, and cuts it.
                $0.field(4, path)
            }
        }
        for string in strings { file.field(6, string.utf8) }
    }
}
