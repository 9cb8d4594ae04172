import PeriscopeSymbols
import Testing

@Suite("The app's own code")
struct AppCodeTests {
    @Test(
        "What a person who works on the app wrote is the app's",
        arguments: [
            "/work/shop/Sources/App/Authors.swift", "/work/shop/Tests/AppTests/A.swift", "/work/shop/main.swift",
            "/work/shop/Sources/App/checkouts/Checkout.swift", "/work/shop/Sources/App/repositories/Books.swift",
            "/work/lib/Sources/Lib/Beside.swift", "Sources/App/Authors.swift", "../lib/Sources/Lib/Beside.swift",
            "/work/shop/Sources/PeriscopeShop/A.swift", "/work/shopping/Sources/A.swift",
        ])
    func own(path: String) {
        for folder in ["/work/shop", "/work/shop/", "/work/shop/Sources"] {
            #expect(AppCode.isApp(path: path, function: "f()", workingDirectory: folder), "\(folder)")
        }
    }

    @Test(
        "Libraries, the toolchain, what was generated and the probe are not",
        arguments: [
            "", "<compiler-generated>", "/<compiler-generated>",
            "/work/shop/.build/checkouts/GRDB.swift/GRDB/Core/Statement.swift", ".build/checkouts/GRDB.swift/A.swift",
            "/work/shop/.build/x86_64-unknown-linux-gnu/debug/App.build/DerivedSources/embedded_resources.swift",
            "/elsewhere/.build/checkouts/GRDB.swift/A.swift", "/scratch/checkouts/GRDB.swift/A.swift",
            "/scratch/repositories/GRDB.swift/A.swift",
            "/Users/me/Library/Developer/Xcode/DerivedData/shop-abc/SourcePackages/checkouts/GRDB.swift/A.swift",
            "/work/shop/SourcePackages/checkouts/GRDB.swift/A.swift",
            "/home/build-user/swift/stdlib/public/core/Array.swift", "/usr/include/c++/12/bits/stl_vector.h",
            "/build/swift-corelibs-libdispatch/src/queue.c", "/opt/swift/usr/lib/swift/shims/x.h",
            "/tmp/swift-generated-sources/@__swiftmacro_3app1AfMm_.swift", "@__swiftmacro_3app1AfMm_.swift",
            "/work/periscope/Sources/Periscope/Probe.swift", "/work/periscope/Sources/PeriscopeGRDB/Trace.swift",
            "/work/periscope/Sources/PeriscopeHummingbird/M.swift", "/work/periscope/Sources/PeriscopeMustache/L.swift",
            "/work/periscope/Sources/CPeriscope/walk.c", "Sources/Periscope/Probe.swift",
            "/work/shop/Sources/PeriscopeGRDB/Trace.swift",
        ])
    func others(path: String) {
        for folder in ["/work/shop", "", "/", "relative"] {
            #expect(!AppCode.isApp(path: path, function: "f()", workingDirectory: folder), "\(folder)")
        }
    }

    @Test("What is in the working folder is the app's, also where systems keep their own")
    func unusualFolders() {
        for folder in ["/usr/src/app", "/opt/swift-shop", "/srv/checkouts/shop", "/Library/WebServer/shop"] {
            let path = folder + "/Sources/App/A.swift"
            #expect(AppCode.isApp(path: path, function: "f()", workingDirectory: folder))
            #expect(
                !AppCode.isApp(path: folder + "/.build/checkouts/x/A.swift", function: "f", workingDirectory: folder))
        }
        #expect(!AppCode.isApp(path: "/usr/src/app/A.swift", function: "f()", workingDirectory: "/usr/src/ap"))
    }

    @Test("Functions that the compiler made are nobody's")
    func generatedFunctions() {
        for function in ["async_Main", "Shop.$main()", "reabstraction thunk helper from @escaping () -> ()"] {
            #expect(!AppCode.isApp(path: "/work/shop/A.swift", function: function, workingDirectory: "/work/shop"))
        }
    }
}
