import Foundation
import ServiceLifecycle

/// Sends the visitors in when the shop is open, and home when it closes.
struct VisitorService: Service {
    let count: Int
    let address: ServerAddress

    func run() async throws {
        await cancelWhenGracefulShutdown { await walk() }
    }

    private func walk() async {
        guard count > 0, let shop = await address.firstURL() else { return await waitForTheEnd() }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    let client = ShopClient(shop: shop)
                    var visitor = Visitor(number: number, client: client)
                    await visitor.walk()
                    client.close()
                }
            }
        }
    }

    /// A service that returns early would stop the others.
    private func waitForTheEnd() async {
        let forever = AsyncStream<Never> { _ in }
        for await _ in forever {}
    }
}
