/// What one function used, wherever it was called from.
package struct HotFunction: Sendable, Equatable {
    package var function: ProfileFunction
    /// The line that most of its samples stand at; 0 where unknown.
    package var line: Int
    /// Samples in it itself.
    package var own: UInt64
    /// Samples whose innermost function of the app it is.
    ///
    /// That is what it used itself, and what the libraries and the runtime used on its behalf; over all functions of
    /// the app no sample counts twice. 0 for a function that is not the app's.
    package var ownWithLibraries: UInt64
    /// Samples with it on the stack at all, each once, however often it had called itself.
    package var total: UInt64
    /// How many spans it opened, where that was counted; samples do not tell how often it was called.
    package var calls: Int?

    package init(
        function: ProfileFunction, line: Int = 0, own: UInt64, ownWithLibraries: UInt64, total: UInt64,
        calls: Int? = nil
    ) {
        self.function = function
        self.line = line
        self.own = own
        self.ownWithLibraries = ownWithLibraries
        self.total = total
        self.calls = calls
    }
}
