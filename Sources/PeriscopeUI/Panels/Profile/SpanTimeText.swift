import PeriscopeInsight
import Screen

/// What a kind of span is called, and its role.
enum SpanTimeText {
    /// The same words as `SpanLabel.kind`.
    static func kind(_ kind: SpanTime.Kind) -> String {
        switch kind {
        case .server: "server"
        case .middleware: "middleware"
        case .handler: "handler"
        case .query: "query"
        case .render: "render"
        case .client: "call"
        case .internal: "span"
        }
    }

    static func role(_ kind: SpanTime.Kind) -> Role {
        switch kind {
        case .server: .layerServer
        case .middleware: .layerMiddleware
        case .handler: .layerHandler
        case .query: .layerQuery
        case .render: .layerRender
        case .client: .layerClient
        case .internal: .layerInternal
        }
    }
}
