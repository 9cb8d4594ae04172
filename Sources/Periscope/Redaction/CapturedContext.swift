/// One key of what a template was given; unmasked, so it stays in the process.
package struct CapturedContext: Sendable, Equatable {
    package var key: String
    /// The Swift type's name.
    package var type: String
    /// Absent for a container, and where values are not captured.
    package var value: String?
    package var children: [CapturedContext]
    /// Elements of a container, captured or not.
    package var count: Int?

    package init(key: String, type: String, value: String?, children: [CapturedContext] = [], count: Int? = nil) {
        self.key = key
        self.type = type
        self.value = value
        self.children = children
        self.count = count
    }
}
