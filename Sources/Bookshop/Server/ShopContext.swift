import Foundation
import Hummingbird
import NIOCore

/// What travels with a request: who sent it, and who is signed in.
struct ShopContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?
    var customer: Customer?

    var requestDecoder: FormOrJSONDecoder { FormOrJSONDecoder() }

    /// Keys in order: the same data makes the same bytes.
    var responseEncoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return encoder
    }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
