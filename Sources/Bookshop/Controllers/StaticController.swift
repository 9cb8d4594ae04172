import HTTPTypes
import Hummingbird

/// The files that do not change while the shop runs; like the templates, they are compiled in.
struct StaticController: Sendable {
    private static let files: [String: (type: String, bytes: [UInt8])] = [
        "shop.css": ("text/css; charset=utf-8", PackageResources.shop_css),
        "favicon.svg": ("image/svg+xml", PackageResources.favicon_svg),
    ]

    func addRoutes(to router: Router<ShopContext>) {
        router.get("static/{file}", use: show)
    }

    @Sendable
    func show(_ request: Request, context: ShopContext) throws -> Response {
        guard let file = Self.files[try context.parameters.require("file")] else { throw HTTPError(.notFound) }
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: "public, max-age=3600"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
