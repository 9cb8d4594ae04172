package import Instrumentation
import Synchronization

/// Where the running task records: the recorder, and the span that new ones are children of.
///
/// Held in a task-local, and a copy of it in the task's `ServiceContext`. Child tasks and `Task {}` inherit both;
/// detached tasks, dispatch queues and event-loop callbacks do not.
package struct Recording: Sendable {
    package let recorder: Recorder
    package let span: UInt64

    /// What ``bound(_:)`` bound first in this request; see ``innermost`` for what to read.
    @TaskLocal package static var current: Recording?

    package init(recorder: Recorder, span: UInt64) {
        self.recorder = recorder
        self.span = span
    }

    /// The recording that the task's context carries, else the task-local one.
    ///
    /// The context comes first: whatever binds the task-local binds both, but a tracer's span, and code that restores a
    /// context, bind the context alone.
    package static var innermost: Recording? {
        ServiceContext.current?[RecordingKey.self] ?? current
    }

    /// The same recorder, with another span for a parent.
    package func child(_ span: UInt64) -> Recording {
        Recording(recorder: recorder, span: span)
    }

    /// A context that carries this recording.
    package func context(from base: ServiceContext? = ServiceContext.current) -> ServiceContext {
        var context = base ?? .topLevel
        context[RecordingKey.self] = self
        return context
    }

    /// The profiler reads the task-local alone, so that it must name each span.
    private static let bindsEachSpan = Atomic<Bool>(false)

    static func bindEachSpan(_ isOn: Bool) {
        bindsEachSpan.store(isOn, ordering: .relaxed)
    }

    /// Whether the task-local one says already which request this is.
    ///
    /// It is there for code that drops the context; the span that it names is then the parent, which is near enough to
    /// be spared another binding for each span.
    private var isRequestBound: Bool {
        Recording.current?.recorder === recorder && !Recording.bindsEachSpan.load(ordering: .relaxed)
    }

    /// Runs the body with this recording bound to the task.
    package func bound<R>(_ body: () throws -> R) rethrows -> R {
        let context = context()
        if isRequestBound { return try ServiceContext.$current.withValue(context, operation: body) }
        return try Recording.$current.withValue(self) {
            try ServiceContext.$current.withValue(context, operation: body)
        }
    }

    /// Runs the body with this recording bound to the task; it stays where it is isolated.
    package nonisolated(nonsending) func bound<R>(
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        let context = context()
        if isRequestBound { return try await ServiceContext.$current.withValue(context, operation: body) }
        return try await Recording.$current.withValue(self) {
            try await ServiceContext.$current.withValue(context, operation: body)
        }
    }
}
