// swift-tools-version: 6.2

import PackageDescription

// A room is a target. The arrows between rooms are the `dependencies` below, and nothing else;
// `Tests/TidyTests` holds them against the imports in the sources.

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let instrumentation = Target.Dependency.product(name: "Instrumentation", package: "swift-distributed-tracing")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let tracing = Target.Dependency.product(name: "Tracing", package: "swift-distributed-tracing")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// The themes in the program, in the order to show them, and the file to start a new one from.
let themes = [
    "terminal", "dark", "light", "high-contrast-dark", "high-contrast-light", "deuteranopia", "mono", "nord",
    "gruvbox-dark", "gruvbox-light", "solarized-dark", "solarized-light", "catppuccin-mocha", "catppuccin-latte",
    "dracula", "template",
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "periscope",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Periscope", targets: ["Periscope"]),
        .library(name: "PeriscopeHummingbird", targets: ["PeriscopeHummingbird"]),
        .library(name: "PeriscopeGRDB", targets: ["PeriscopeGRDB"]),
        .library(name: "PeriscopeMustache", targets: ["PeriscopeMustache"]),
        .executable(name: "periscope", targets: ["PeriscopeCommand"]),
        .executable(name: "bookshop", targets: ["Bookshop"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Between server and terminal.
        .target(name: "PeriscopeWire", dependencies: [protobuf], exclude: ["periscope.proto"], swiftSettings: strict),
        room("PeriscopeSQL"),

        // In the server.
        .target(name: "CPeriscope"),
        room(
            "Periscope",
            [
                "CPeriscope", "PeriscopeSQL", "PeriscopeWire",
                nioCore, nioPosix, logging, tracing, instrumentation, serviceLifecycle,
            ]),
        room("PeriscopeHummingbird", ["Periscope", hummingbird, hummingbirdCore]),
        room("PeriscopeGRDB", ["Periscope", grdb, grdbSQLite]),
        room("PeriscopeMustache", ["Periscope", mustache]),
        .executableTarget(
            name: "Bookshop",
            dependencies: [
                "Periscope", "PeriscopeGRDB", "PeriscopeHummingbird", "PeriscopeMustache",
                argumentParser, grdb, hummingbird, hummingbirdCore, logging, mustache, nioCore, nioHTTP1, nioPosix,
                serviceLifecycle, tracing,
            ],
            resources: [.embedInCode("Public"), .embedInCode("Templates")],
            swiftSettings: strict),

        // In the terminal.
        room("PeriscopeInsight", ["PeriscopeSQL"]),
        room("PeriscopeHistory", ["PeriscopeInsight", "PeriscopeSQL", "PeriscopeWire", collections]),
        room("PeriscopeHub", ["PeriscopeWire", nioCore, nioPosix]),
        room("PeriscopeSymbols"),
        room("Screen"),
        .target(
            name: "Themes", dependencies: ["Screen", yams], path: "Themes", exclude: ["README.md"],
            resources: themes.map { .embedInCode("\($0).yaml") },
            swiftSettings: strict),
        room("PeriscopeUI", ["PeriscopeHistory", "PeriscopeInsight", "PeriscopeSQL", "PeriscopeWire", "Screen"]),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        room("NcursesTerminal", ["CNcurses", "Screen", "Themes"]),
        program(
            "PeriscopeCommand",
            [
                "NcursesTerminal", "PeriscopeHistory", "PeriscopeHub", "PeriscopeInsight", "PeriscopeSQL",
                "PeriscopeSymbols", "PeriscopeUI", "PeriscopeWire", "Screen", "Themes",
                argumentParser, nioCore, nioHTTP1, nioPosix, subprocess, system, yams,
            ]),

        // In no product: what measures the others.
        program(
            "PeriscopeBenchmarks",
            [
                "CPeriscope", "NcursesTerminal", "Periscope", "PeriscopeGRDB", "PeriscopeHistory", "PeriscopeHub",
                "PeriscopeHummingbird", "PeriscopeInsight", "PeriscopeMustache", "PeriscopeSQL", "PeriscopeSymbols",
                "PeriscopeUI", "PeriscopeWire", "Screen", "Themes",
                argumentParser, grdb, hummingbird, hummingbirdCore, logging, mustache, nioCore, serviceLifecycle,
                tracing,
            ]),

        tests("PeriscopeWireTests", ["PeriscopeWire", protobuf]),
        tests("PeriscopeSQLTests", ["PeriscopeSQL"]),
        tests(
            "PeriscopeTests",
            ["CPeriscope", "Periscope", "PeriscopeSQL", "PeriscopeWire", logging, tracing, nioCore, nioPosix]),
        .target(
            name: "AdapterTesting", dependencies: ["Periscope", "PeriscopeWire"], path: "Tests/AdapterTesting",
            swiftSettings: strict),
        tests(
            "PeriscopeHummingbirdTests",
            ["AdapterTesting", "Periscope", "PeriscopeHummingbird", "PeriscopeWire", hummingbird, nioCore]),
        tests(
            "PeriscopeGRDBTests", ["AdapterTesting", "Periscope", "PeriscopeGRDB", "PeriscopeWire", grdb, grdbSQLite]),
        tests(
            "PeriscopeMustacheTests", ["AdapterTesting", "Periscope", "PeriscopeMustache", "PeriscopeWire", mustache]),
        tests("PeriscopeInsightTests", ["PeriscopeInsight", "PeriscopeSQL"]),
        .target(
            name: "WireTesting", dependencies: ["PeriscopeWire"], path: "Tests/WireTesting", swiftSettings: strict),
        tests(
            "PeriscopeHistoryTests",
            ["PeriscopeHistory", "PeriscopeInsight", "PeriscopeSQL", "PeriscopeWire", "WireTesting"]),
        tests("PeriscopeHubTests", ["PeriscopeHub", "PeriscopeWire"]),
        tests("PeriscopeSymbolsTests", ["PeriscopeSymbols"]),
        tests("ScreenTests", ["Screen"]),
        tests("ThemesTests", ["Themes", "Screen"]),
        .testTarget(
            name: "PeriscopeUITests",
            dependencies: [
                "PeriscopeHistory", "PeriscopeInsight", "PeriscopeSQL", "PeriscopeUI", "PeriscopeWire", "Screen",
                "Themes",
                "WireTesting",
            ],
            exclude: ["Goldens"], swiftSettings: strict),
        tests(
            "PeriscopeCommandTests",
            ["PeriscopeCommand", "PeriscopeHistory", "PeriscopeInsight", "PeriscopeUI", "Screen"]),
        // Takes over the terminal that the tests give it.
        program("Stage", ["NcursesTerminal", "Screen", "Themes"], path: "Tests/Fixtures/Stage"),
        .target(name: "TerminalTesting", path: "Tests/TerminalTesting", swiftSettings: strict),
        tests("NcursesTerminalTests", ["NcursesTerminal", "Screen", "Stage", "TerminalTesting", "Themes"]),
        tests("TidyTests", []),
        // Small servers that the end-to-end tests run.
        program("PlainApp", ["Periscope", tracing], path: "Tests/Fixtures/PlainApp"),
        program(
            "TwinApp", ["Periscope", "PeriscopeHummingbird", hummingbird, logging, nioCore, serviceLifecycle],
            path: "Tests/Fixtures/TwinApp"),
        tests(
            "EndToEndTests",
            [
                "PeriscopeWire", "PeriscopeCommand", "PeriscopeBenchmarks", "Bookshop", "PlainApp", "TerminalTesting",
                "TwinApp",
            ]),
    ]
)
