package import Themes

/// How a terminal is to be taken over.
package struct TerminalOptions: Sendable {
    package var theme: Theme
    package var color: ColorDepth.Option
    package var isMouseOn: Bool
    /// Keys come from the controlling terminal, since standard input is data (`open -`).
    package var isInputData: Bool
    package var environment: [String: String]
    /// What is known of the terminal already; it is looked up where left out.
    package var inspection: TerminalInspection?

    package init(
        theme: Theme, color: ColorDepth.Option = .auto, isMouseOn: Bool = true, isInputData: Bool = false,
        environment: [String: String], inspection: TerminalInspection? = nil
    ) {
        self.inspection = inspection
        self.theme = theme
        self.color = color
        self.isMouseOn = isMouseOn
        self.isInputData = isInputData
        self.environment = environment
    }
}
