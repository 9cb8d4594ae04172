import Testing
import Themes

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Theme library")
struct ThemeLibraryTests {
    @Test("An unknown theme gives the terminal's and says what there is")
    func unknown() {
        let (theme, problems) = ThemeLibrary(userFolder: nil).load("drak")
        #expect(theme.id == "terminal")
        #expect(problems.first?.message.contains("Did you mean “dark”?") == true)
        #expect(problems.first?.message.contains("high-contrast") == true)
    }

    @Test("A missing file gives the terminal's theme and the reason")
    func missingFile() {
        let (theme, problems) = ThemeLibrary(userFolder: nil).load("/nowhere/mine.yaml")
        #expect(theme.id == "terminal")
        #expect(
            problems.map(\.description) == ["/nowhere/mine.yaml: The theme cannot be read: No such file or directory."])
    }

    @Test("What cannot be read is told alone, and how a theme looks once it can be read")
    func checks() throws {
        var template = Array("/tmp/themes-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = folder + "/mine.yaml"
        defer {
            unlink(path)
            rmdir(folder)
        }
        func problems(_ yaml: String) throws -> [String] {
            let file = try #require(fopen(path, "w"))
            fputs(yaml, file)
            fclose(file)
            return ThemeLibrary(userFolder: folder).check("mine").map(\.message)
        }
        #expect(try problems("roles: { txet: red, error: nocolour }").count == 2)
        #expect(try problems("roles: { text: red }").contains { $0.contains("without colour") })
    }

    @Test("A person's own theme is found by its id, and wins over a built-in one")
    func ownThemes() throws {
        var template = Array("/tmp/themes-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            Issue.record("No temporary folder could be made.")
            return
        }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let files = [
            "mine.yaml": "name: Mine\nroles: {text: red}", "dark.yaml": "name: My dark\nroles: {text: red}",
            "x.txt": "",
        ]
        for (name, text) in files {
            let file = try #require(fopen("\(folder)/\(name)", "w"))
            fputs(text, file)
            fclose(file)
        }
        let library = ThemeLibrary(userFolder: folder)
        #expect(library.userIDs == ["dark", "mine"])
        #expect(library.ids == ThemeLibrary.builtInIDs + ["mine"])
        #expect(library.load("mine").theme.name == "Mine")
        #expect(library.load("dark").theme.name == "My dark")
        #expect(library.load("\(folder)/mine.yaml").theme.id == "mine")
        for name in files.keys { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    @Test("The person's folder follows the XDG rules")
    func folder() {
        #expect(ThemeLibrary.userFolder(environment: ["HOME": "/h"]) == "/h/.config/periscope/themes")
        #expect(ThemeLibrary.userFolder(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "/c"]) == "/c/periscope/themes")
        #expect(
            ThemeLibrary.userFolder(environment: ["HOME": "/h", "XDG_CONFIG_HOME": "rel"])
                == "/h/.config/periscope/themes")
        #expect(ThemeLibrary.userFolder(environment: [:]) == nil)
    }
}
