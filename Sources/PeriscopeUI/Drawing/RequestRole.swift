import PeriscopeHistory
import PeriscopeWire
import Screen

/// Which role a request's parts are drawn in.
enum RequestRole {
    static func status(_ request: RequestRecord) -> Role {
        switch request.state {
        case .open: return .running
        case .lost: return .error
        case .failed, .finished: break
        }
        switch request.status ?? 0 {
        case ..<200: return .code1xx
        case ..<300: return .code2xx
        case ..<400: return .code3xx
        case ..<500: return .code4xx
        default: return .code5xx
        }
    }

    static func method(_ method: String) -> Role {
        switch method {
        case "GET", "HEAD", "OPTIONS": .methodGet
        case "DELETE": .methodDelete
        default: .methodWrite
        }
    }

    static func layer(_ kind: WireSpanKind) -> Role {
        switch kind {
        case .server: .layerServer
        case .middleware: .layerMiddleware
        case .handler: .layerHandler
        case .query: .layerQuery
        case .render: .layerRender
        case .client: .layerClient
        default: .layerInternal
        }
    }

    static func app(_ place: Int) -> Role {
        let roles: [Role] = [.app1, .app2, .app3, .app4, .app5, .app6]
        return roles[((place % roles.count) + roles.count) % roles.count]
    }
}
