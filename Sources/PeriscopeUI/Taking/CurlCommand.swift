package import PeriscopeHistory

/// A request as a command line for curl, exact for a POSIX shell.
///
/// Masked values stay `[redacted]`, for the person to fill in; what could not be captured is said in a comment above,
/// and never left out without a word.
package struct CurlCommand {
    /// Of one argument a system takes 128 KiB (`MAX_ARG_STRLEN` of Linux); what is longer goes in by a pipe.
    private static let argumentLimit = 100_000
    /// What curl calls a body's type if it is not told.
    private static let formType = "application/x-www-form-urlencoded"

    /// Ends without a line end.
    package let text: String
    package let masked: [String]

    package init(_ request: RequestRecord) {
        var parts = Parts(request)
        parts.add()
        text = parts.text
        masked = MaskedNames.of(request)
    }

    private struct Parts {
        let request: RequestRecord
        let headers: [HeaderRecord]
        var comments: [String] = []
        var words: [String] = []
        /// What writes the body to curl's standard input.
        var source = ""
        var redirect = ""

        init(_ request: RequestRecord) {
            self.request = request
            headers = request.requestHeaders
        }

        var text: String {
            var command = source.isEmpty ? "curl" : source + " \\\n  | curl"
            command += words.first.map { " " + $0 } ?? ""
            for word in words.dropFirst() { command += " \\\n  " + word }
            return (comments.map { "# " + $0 } + [command + redirect]).joined(separator: "\n")
        }

        mutating func add() {
            let body = RequestBody(request)
            addStart(hasBody: body != .none)
            addHeaders(hasBody: body != .none)
            switch body {
            case .none: break
            case .text(let text): add(body: text)
            case .missing(let why):
                comments.append("\(why): put it into the file “body” beside you; without that file nothing is sent.")
                words.append("--data-binary @-")
                redirect = " < body"
            }
        }

        // MARK: Request line

        private mutating func addStart(hasBody: Bool) {
            var options = version.map { [$0] } ?? []
            let target = RequestTarget.of(request)
            let host = request.authority.isEmpty ? "HOST" : RequestTarget.encoded(request.authority)
            if request.authority.isEmpty { comments.append("The host is not known: write it in place of HOST.") }
            // Of a file it may be anything, and what begins with a dash is an option.
            let scheme = request.scheme.lowercased() == "https" ? "https" : "http"
            let url = scheme + "://" + host + target
            if url.utf8.contains(where: "[]{}".utf8.contains) { options.append("--globoff") }
            if target.contains("/.") { options.append("--path-as-is") }
            if request.method == "HEAD" {
                options.append("--head")
            } else if request.method != (hasBody ? "POST" : "GET") {
                options.append("-X " + ShellQuoting.quoted(request.method.isEmpty ? "GET" : request.method))
            }
            if headers.contains(where: { $0.key.lowercased() == "accept-encoding" }) { options.append("--compressed") }
            words.append((options + [ShellQuoting.inQuotes(url)]).joined(separator: " "))
        }

        /// Said only where it differs from what curl would speak by itself.
        private var version: String? {
            let isSecure = request.scheme == "https"
            switch request.httpVersion.uppercased() {
            case "HTTP/1.0": return "--http1.0"
            case "HTTP/1.1" where isSecure: return "--http1.1"
            case "HTTP/2", "HTTP/2.0": return isSecure ? "--http2" : "--http2-prior-knowledge"
            default: return nil
            }
        }

        // MARK: Headers

        private mutating func addHeaders(hasBody: Bool) {
            let ofConnection = HeaderRules.ofConnection(headers)
            var names: Set<String> = []
            for header in headers {
                let name = header.key.lowercased()
                names.insert(name)
                guard !ofConnection.contains(name), !isCurlsOwn(name, header.value, hasBody: hasBody) else { continue }
                add(header)
            }
            // Else curl would call it a form.
            if hasBody, !names.contains("content-type") { words.append("-H 'content-type:'") }
        }

        private func isCurlsOwn(_ name: String, _ value: String, hasBody: Bool) -> Bool {
            switch name {
            case "host": value == request.authority || request.authority.isEmpty
            case "accept": value == "*/*"
            case "user-agent": value.hasPrefix("curl/")
            case "content-type": hasBody && value == CurlCommand.formType
            default: false
            }
        }

        private mutating func add(_ header: HeaderRecord) {
            guard HeaderRules.isName(header.key) else {
                comments.append("A header is left out: its name is none.")
                return
            }
            guard header.truncatedBytes == 0, HeaderRules.isValue(header.value) else {
                let why = header.truncatedBytes > 0 ? "its end was not captured" : "it holds control characters"
                comments.append("The header \(header.key) is left out: \(why).")
                return
            }
            // `name:` would take the header away; the semicolon sends it empty.
            let text = header.value.isEmpty ? header.key + ";" : header.key + ": " + header.value
            words.append("-H " + ShellQuoting.quoted(text))
        }

        // MARK: Body

        private mutating func add(body: String) {
            guard !ShellQuoting.needsEscapes(body), body.utf8.count <= CurlCommand.argumentLimit else {
                source = ShellQuoting.printing(body)
                words.append("--data-binary @-")
                return
            }
            // `--data-binary` would take `@name` for a file's name.
            let option = body.utf8.first == UInt8(ascii: "@") ? "--data-raw " : "--data-binary "
            words.append(option + ShellQuoting.quoted(body))
        }
    }
}
