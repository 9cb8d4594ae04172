import ServiceLifecycle

/// Sends the visitors in when the shop is open, and home when it closes.
struct VisitorService: Service {
    let count: Int
    let address: ServerAddress

    func run() async throws {
        await cancelWhenGracefulShutdown { await walk() }
    }

    private func walk() async {
        guard count > 0, let port = await address.firstPort() else { return await waitForTheEnd() }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    var visitor = Visitor(number: number, client: ShopClient(hostname: address.hostname, port: port))
                    await visitor.walk()
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
