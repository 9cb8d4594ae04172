import CPeriscope

/// What a process was started with: handed in, so that a test can stand elsewhere.
package struct ProcessSurroundings: Sendable {
    package var environment: [String: String]
    package var arguments: [String]
    /// How this package was built; an app's own configuration is the same, as one build makes both.
    package var isDebugBuild: Bool
    package var uid: UInt32

    package init(environment: [String: String], arguments: [String], isDebugBuild: Bool, uid: UInt32) {
        self.environment = environment
        self.arguments = arguments
        self.isDebugBuild = isDebugBuild
        self.uid = uid
    }

    /// The running process, as it is now.
    package static func current() -> ProcessSurroundings {
        #if DEBUG
            let isDebugBuild = true
        #else
            let isDebugBuild = false
        #endif
        return ProcessSurroundings(
            environment: currentEnvironment(), arguments: CommandLine.arguments, isDebugBuild: isDebugBuild,
            uid: periscope_uid())
    }

    /// Whether a test runner started this process: XCTest's bundle, or Swift Testing's helper.
    package var isTestProcess: Bool {
        if environment["XCTestConfigurationFilePath"] != nil { return true }
        return arguments.contains { argument in
            argument == "--testing-library" || argument.hasSuffix(".xctest") || argument.contains(".xctest/")
                || argument.hasSuffix("swiftpm-testing-helper")
        }
    }

    /// A copy of the environment; a variable without an equals sign is passed over.
    private static func currentEnvironment() -> [String: String] {
        guard let entries = periscope_environment() else { return [:] }
        var environment: [String: String] = [:]
        var index = 0
        while let entry = entries[index] {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                environment[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            index += 1
        }
        return environment
    }
}
