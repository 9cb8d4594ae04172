package import Screen

/// What the terminal library hands over: a character as it came, or a key that it recognised.
package enum InputToken: Equatable, Sendable {
    case scalar(Unicode.Scalar)
    case key(Key)
}
