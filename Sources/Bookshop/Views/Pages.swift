import Hummingbird
import PeriscopeMustache

/// Turns a page's model into an HTML response.
///
/// The templates are compiled into the program, so that it runs from any folder, alone; they stay files that an
/// editor knows.
struct Pages: Sendable {
    private let library: TracedMustacheLibrary

    init(library: TracedMustacheLibrary) {
        self.library = library
    }

    /// Renders a page.
    ///
    /// Throws when no template has the page's name.
    func response(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response {
        guard let html = library.render(page, withTemplate: page.template) else {
            throw MissingTemplate(name: page.template)
        }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
