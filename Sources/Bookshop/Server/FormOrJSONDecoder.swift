import Foundation
import Hummingbird

/// Decodes a body as what its content type says: a form of a browser, or JSON of a program.
struct FormOrJSONDecoder: RequestDecoder {
    func decode<T: Decodable>(_ type: T.Type, from request: Request, context: some RequestContext) async throws -> T {
        if request.isJSON {
            return try await JSONDecoder().decode(type, from: request, context: context)
        }
        if request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true {
            return try await URLEncodedFormDecoder().decode(type, from: request, context: context)
        }
        throw HTTPError(.unsupportedMediaType, message: "Send a form or JSON.")
    }
}
