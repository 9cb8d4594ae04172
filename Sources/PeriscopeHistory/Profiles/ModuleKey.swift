/// What tells a shared object from others of its build.
struct ModuleKey: Sendable, Hashable {
    let path: String
    /// Empty where the linker wrote none; then one at a path is as good as another.
    let buildID: String
}
