package import Screen

extension Role {
    /// The role it looks like when a theme does not mention it; nil where there is none.
    package var parent: Role? {
        switch self {
        case .text, .background, .selection: nil
        case .textStrong, .textDim, .title, .border, .keyHint: .text
        case .tabActive: .titleFocus
        case .titleFocus, .header, .jsonKey, .sqlIdentifier: .title
        case .popup, .surface: .background
        default: stateParent ?? graphParent ?? codeParent ?? .text
        }
    }

    private var stateParent: Role? {
        switch self {
        case .selectionInactive: .marked
        case .marked, .searchHit: .selection
        case .searchHitCurrent, .cursor: .searchHit
        case .sortMark, .link, .prompt: .keyHint
        case .statusPaused, .statusFilter, .notice: .warning
        case .statusFollow, .better, .diffAdd: .ok
        case .statusDisconnected, .critical, .nplusone, .worse, .diffDelete: .error
        case .slow, .duplicate, .sanitised: .warning
        case .running: .info
        case .ok, .info, .warning, .error: .text
        case .tabInactive, .footer, .unchanged, .redacted: .textDim
        case .statusBar: .surface
        case .scrollbar, .tree, .popupBorder, .borderFocus: .border
        default: nil
        }
    }

    private var graphParent: Role? {
        switch self {
        case .axis: .textDim
        case .chart, .flameApp: .barApp
        case .flameLibrary: .barTemplate
        case .flameRuntime: .barOther
        case .barApp, .barSQL, .barTemplate, .barIO, .barOther: .info
        case .heat1: .ok
        case .heat2: .heat1
        case .heat3: .warning
        case .heat4: .heat3
        case .heat5: .error
        case .layerServer, .layerHandler: .barApp
        case .layerMiddleware, .layerInternal, .layerGap: .barOther
        case .layerQuery: .barSQL
        case .layerRender: .barTemplate
        case .layerClient: .barIO
        case .app1: .barApp
        case .app2: .barSQL
        case .app3: .barTemplate
        case .app4: .barIO
        case .app5: .keyHint
        case .app6: .barOther
        default: nil
        }
    }

    private var codeParent: Role? {
        switch self {
        case .methodGet, .code2xx: .ok
        case .methodWrite, .code1xx, .code3xx, .logInfo: .info
        case .methodDelete, .code5xx, .logError: .error
        case .code4xx, .logWarning: .warning
        case .sqlKeyword: .keyHint
        case .sqlString, .sqlNumber: .ok
        case .sqlParameter: .info
        case .sqlComment, .logDebug, .logTrace: .textDim
        case .jsonString: .sqlString
        case .jsonNumber: .sqlNumber
        case .jsonLiteral: .sqlKeyword
        default: nil
        }
    }
}
