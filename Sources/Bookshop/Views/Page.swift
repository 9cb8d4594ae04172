/// What a template is filled with.
///
/// Mustache reads the stored properties by name, so figures come formatted.
protocol Page: Sendable {
    var template: String { get }
    /// The name of the customer who is signed in, for the layout.
    var customer: String? { get }
}
