import Mustache
import Synchronization

/// What is found out about a library's templates, once, at the first render that is recorded.
///
/// Not at each registration, which would look through all templates for each of them. A library that changes gets
/// another of these; copies of one that did not change share it. Reading costs an atomic load.
final class PreparedTemplates: Sendable {
    /// The answer, in a class of its own so that it can be stored without a lock.
    final class Facts: Sendable {
        let origins: [String: TemplateOrigin]
        /// Nil where partials are not timed, and where there are none.
        let partials: TimedPartials?
        let arePartialsTimed: Bool

        init(_ library: MustacheLibrary, wantsPartials: Bool) {
            let templates = LibraryTemplates.all(in: library)
            origins = templates?.mapValues { TemplateOrigin($0) } ?? [:]
            let mayInclude = wantsPartials && templates?.values.contains { LibraryTemplates.mayInclude($0) } ?? true
            if mayInclude, let templates {
                partials = TimedPartials(templates, origins: origins)
            } else {
                partials = nil
            }
            arePartialsTimed = wantsPartials && (partials != nil || !mayInclude)
        }

        func origin(of name: String) -> TemplateOrigin { origins[name] ?? .unknown }
    }

    private let stored = AtomicLazyReference<Facts>()

    /// Two threads that come first at once both find it out, and go on with the same one.
    func facts(of library: MustacheLibrary, wantsPartials: Bool) -> Facts {
        stored.load() ?? stored.storeIfNil(Facts(library, wantsPartials: wantsPartials))
    }
}
