import Screen
import Testing

/// Prints screens for a person to look at: run with PERISCOPE_LOOK set to keys, such as `j3`.
struct LookTests {
    @Test("The screens can be looked at")
    func look() {
        guard let keys = EnvironmentVariable.value("PERISCOPE_LOOK") else { return }
        let size = (EnvironmentVariable.value("PERISCOPE_SIZE") ?? "120x40").split(separator: "x").compactMap {
            Int($0)
        }
        let isASCII = EnvironmentVariable.value("PERISCOPE_ASCII") != nil
        for keys in keys.split(separator: "|", omittingEmptySubsequences: false) {
            let glyphs: Glyphs = isASCII ? .ascii : .unicode
            let isRebuilt = EnvironmentVariable.value("PERISCOPE_REBUILT") != nil
            var ui = isRebuilt
                ? UIDriver.rebuilt(size[0], size[1], glyphs: glyphs)
                : UIDriver.bookshop(size[0], size[1], glyphs: glyphs)
            ui.type(String(keys))
            print("=== \(keys) \(size)\n" + ui.screen)
        }
    }
}
