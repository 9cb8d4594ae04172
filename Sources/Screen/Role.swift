/// What a cell means; only a theme says how that looks.
///
/// New roles go to the end: golden role maps use a letter by position.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
    case text, textDim, textStrong, background, surface, border, borderFocus, title, titleFocus
    case tabActive, tabInactive, header, sortMark
    case selection, selectionInactive, marked, cursor, scrollbar
    case keyHint, footer, statusBar, statusPaused, statusFollow, statusFilter, statusDisconnected
    case searchHit, searchHitCurrent
    case ok, info, warning, error, critical, slow, duplicate, nplusone
    case methodGet, methodWrite, methodDelete
    case code1xx, code2xx, code3xx, code4xx, code5xx
    case barApp, barSQL, barTemplate, barIO, barOther
    case heat1, heat2, heat3, heat4, heat5
    case sqlKeyword, sqlString, sqlNumber, sqlParameter, sqlComment, sqlIdentifier
    case logTrace, logDebug, logInfo, logWarning, logError
    case diffAdd, diffDelete
    case sanitised, link
    /// A value that the probe masked.
    case redacted
    /// A request in flight, its clock and its bar.
    case running
    /// A figure against the build before: better, worse, the same.
    case better, worse, unchanged
    case jsonKey, jsonString, jsonNumber, jsonLiteral
    /// What a span of the timeline did.
    case layerServer, layerMiddleware, layerHandler, layerQuery, layerRender, layerClient, layerInternal, layerGap
    /// A box over the rest: help, palette, a question.
    case popup, popupBorder, prompt
    /// A message that goes away.
    case notice
    /// Several connected apps, told apart.
    case app1, app2, app3, app4, app5, app6
    case chart
    case tree
    case axis
    /// Whose code a box of a flame graph is.
    case flameApp, flameLibrary, flameRuntime
}
