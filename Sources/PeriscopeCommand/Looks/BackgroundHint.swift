/// What the environment says of the terminal's background.
package enum BackgroundHint {
    /// From `COLORFGBG`, as rxvt, Konsole and others set it: `15;0`, or `15;default;0`, the last being the background's number.
    ///
    /// Of the sixteen colours, 0 to 6 and 8 are dark. Nil when it says nothing. It may be another terminal's, inherited
    /// over ssh or by a multiplexer, so what the terminal itself says goes before it.
    package static func isDark(environment: [String: String]) -> Bool? {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = UInt8(last), number < 16
        else { return nil }
        return number < 7 || number == 8
    }
}
