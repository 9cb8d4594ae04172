import PeriscopeHistory
import PeriscopeWire

/// A request that says something of a test's choosing in every field.
extension ScriptedServer {
    typealias HostileWriter = (HostileField) -> String

    mutating func everywhere(at start: UInt64, _ text: HostileWriter) {
        let id = makeID()
        var delta = head(
            id, text(.method), text(.path), query: "q=" + text(.query), at: start, route: text(.route),
            headers: [
                (text(.requestHeaderName), text(.requestHeaderValue)), ("cookie", "theme=" + text(.cookie)),
                ("content-type", "application/x-www-form-urlencoded"),
            ])
        delta.head.authority = text(.authority)
        delta.head.remoteAddress = text(.remoteAddress)
        delta.route.parameters = [attribute(text(.routeKey), text(.routeValue))]
        let handler = span(.handler, text(.spanName), in: id, from: start + 100, to: start + 90_000)
        delta.spans = [handler]
        delta.spans += hostileQueries(handler.id, at: start, text) + hostileRenders(handler.id, at: start, text)
        delta.spans += hostileCalls(handler.id, at: start, text)
        var line = log(.warning, text(.logMessage), at: start + 1_500, [(text(.logKey), text(.logValue))])
        line.label = intern(text(.logLabel))
        line.source = intern(text(.logSource))
        line.file = intern(text(.logFile))
        delta.logs = [line]
        sample(&delta, [([1_401, 1_402, 404], handler.id, 20), ([1_401, 407], handler.id, 9)])
        delta.end = hostileEnd(at: start + 91_000, text)
        send(delta)
    }

    private mutating func attribute(_ key: String, _ value: String) -> WireAttribute {
        var attribute = WireAttribute()
        attribute.key = intern(key)
        attribute.value = value
        return attribute
    }

    private mutating func hostileEnd(at time: UInt64, _ text: HostileWriter) -> WireRequestEnd {
        var end = end(
            at: time, status: 500, body: #"{"a": ""# + text(.responseBody) + #"", "b": [1, null]}"#,
            contentType: "application/json", failure: (text(.failureType), text(.failureMessage)))
        end.failure.stack = [text(.failureStack)]
        end.responseHeaders.append(header(text(.responseHeaderName), text(.responseHeaderValue)))
        end.responseBody.contentType = "application/json; " + text(.contentType)
        end.requestBody.text = text(.requestBody) + "&b=" + text(.formBody)
        end.requestBody.bytes = 100
        end.requestBody.contentType = "application/x-www-form-urlencoded"
        return end
    }

    private mutating func hostileQueries(_ parent: UInt64, at start: UInt64, _ text: HostileWriter) -> [WireSpan] {
        (0..<4).map { place in
            let from = start + 1_000 + UInt64(place) * 1_000
            var span = query(
                "SELECT '" + text(.sql) + "' FROM book WHERE id = ? -- " + text(.sql),
                [text(.queryValue), "\(place)"], in: parent, from: from, to: from + 900,
                connection: text(.connection), stack: [101, 102])
            span.query.namespace = intern(text(.namespace))
            if place == 3 {
                span.status = .error
                span.failure.type = text(.queryFailure)
                span.failure.message = text(.queryFailure)
                span.query.errorCode = 1
            }
            return span
        }
    }

    private mutating func hostileRenders(_ parent: UInt64, at start: UInt64, _ text: HostileWriter) -> [WireSpan] {
        var page = render(
            text(.renderName), bytes: 900, in: parent, from: start + 10_000, to: start + 20_000,
            context: [(text(.contextKey), text(.contextType), text(.contextValue))], stack: [102])
        page.render.source = text(.templateSource)
        page.render.text = intern("<p>{{name}}</p>" + text(.templateText) + "{{> \(text(.templateText))}}")
        let inner = render(text(.renderName), bytes: 90, in: page.id, from: start + 11_000, to: start + 12_000)
        return [page, inner]
    }

    private mutating func hostileCalls(_ parent: UInt64, at start: UInt64, _ text: HostileWriter) -> [WireSpan] {
        let call = span(
            .client, text(.spanName), in: parent, from: start + 30_000, to: start + 40_000,
            attributes: [
                ("http.request.method", "GET"), ("url.full", "http://a/" + text(.callURL)),
                (text(.attributeKey), text(.attributeValue)),
            ])
        var work = span(
            .internal, text(.spanName), in: parent, from: start + 41_000, to: start + 42_000,
            attributes: [(text(.attributeKey), text(.attributeValue))])
        work.status = .error
        work.failure.type = text(.spanFailure)
        work.failure.message = text(.spanFailure)
        return [call, work]
    }

    static func hostileHello(_ text: HostileWriter) -> WireHello {
        var hello = hello(text(.appName), build: text(.buildID))
        hello.executable = text(.executable)
        hello.workingDirectory = text(.workingDirectory)
        hello.arguments = [text(.argument)]
        func pair(_ key: HostileField, _ value: HostileField) -> WireAttribute {
            var attribute = WireAttribute()
            attribute.keyText = text(key)
            attribute.value = text(value)
            return attribute
        }
        hello.versions = [pair(.versionKey, .versionValue)]
        hello.environment = [pair(.environmentKey, .environmentValue)]
        return hello
    }
}
