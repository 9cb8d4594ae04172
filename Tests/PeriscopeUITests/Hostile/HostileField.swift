/// Each place of what comes from outside that some screen shows as text.
enum HostileField: Int, CaseIterable {
    case method, path, query, authority, route, routeKey, routeValue, remoteAddress
    case requestHeaderName, requestHeaderValue, cookie, requestBody, formBody
    case responseHeaderName, responseHeaderValue, responseBody, contentType
    case failureType, failureMessage, failureStack
    case spanName, attributeKey, attributeValue, spanFailure, callURL
    case sql, queryValue, connection, namespace, queryFailure, planStep
    case renderName, templateSource, templateText, contextKey, contextType, contextValue
    case logLabel, logMessage, logKey, logValue, logSource, logFile
    case appName, buildID, versionKey, versionValue, environmentKey, environmentValue, argument, executable
    case workingDirectory, disconnectReason, profilerProblem
    case function, sourcePath, sampledFunction, sampledPath
    case childCommand, childOutput, notice, refusal, flash, socketPath, fileName, typed

    /// Stands before the hostile text, so that a screen can be asked which fields are on it.
    var tag: String { "F\(rawValue)." }
}
