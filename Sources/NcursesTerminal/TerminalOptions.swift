package import Themes

/// How a terminal is to be taken over.
package struct TerminalOptions: Sendable {
    package var theme: Theme
    package var color: ColorDepth.Option
    package var isMouseOn: Bool
    /// Keys come from the controlling terminal, since standard input is data (`open -`).
    package var isInputData: Bool
    package var environment: [String: String]

    package init(
        theme: Theme, color: ColorDepth.Option = .auto, isMouseOn: Bool = true, isInputData: Bool = false,
        environment: [String: String]
    ) {
        self.theme = theme
        self.color = color
        self.isMouseOn = isMouseOn
        self.isInputData = isInputData
        self.environment = environment
    }
}
