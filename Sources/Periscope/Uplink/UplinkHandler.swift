import NIOCore
import PeriscopeWire

/// Turns what happens on the uplink's channel into calls; it holds the state of one connection.
final class UplinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let uplink: Uplink
    private var session = WireSession(role: .server)

    init(_ uplink: Uplink) {
        self.uplink = uplink
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let events = unwrapInboundIn(data).withUnsafeReadableBytes { session.receive($0) }
        for event in events { uplink.heard(event) }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        uplink.flush()
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        uplink.closed()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
