extension ProfileFunction {
    /// What stands for all functions of its library: the object's name, else the package's.
    ///
    /// SwiftPM checks a package out below a folder `checkouts`; a function of the executable that has no such path
    /// belongs to a library without a name.
    var library: ProfileFunction {
        ProfileFunction(name: module.isEmpty ? checkout : module, path: "", module: module, origin: origin)
    }

    private var checkout: String {
        let parts = path.split(separator: "/")
        guard let folder = parts.lastIndex(of: "checkouts"), folder + 1 < parts.endIndex else { return "" }
        return String(parts[folder + 1])
    }
}
