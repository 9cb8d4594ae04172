import Screen
import Testing

@Suite("Region")
struct RegionTests {
    private let screen = Region(x: 0, y: 0, width: 80, height: 24)

    @Test("Cuts never take more than there is")
    func cuts() {
        #expect(screen.splitTop(1).top == Region(x: 0, y: 0, width: 80, height: 1))
        #expect(screen.splitTop(1).rest == Region(x: 0, y: 1, width: 80, height: 23))
        #expect(screen.splitBottom(2).bottom == Region(x: 0, y: 22, width: 80, height: 2))
        #expect(screen.splitTop(99).rest.isEmpty)
        #expect(screen.splitLeft(-5).left.isEmpty)
        #expect(screen.splitRight(30).right == Region(x: 50, y: 0, width: 30, height: 24))
    }

    @Test("Shares divide what fixed parts leave")
    func shares() {
        #expect(screen.rows([.fixed(1), .share(2), .share(3), .fixed(1)]).map(\.height) == [1, 8, 14, 1])
        #expect(screen.rows([.fixed(1), .share(2), .share(3), .fixed(1)]).map(\.y) == [0, 1, 9, 23])
        #expect(screen.columns([.share(1), .share(1)], gap: 1).map(\.x) == [0, 40])
        #expect(screen.columns([.share(1), .share(1)], gap: 1).map(\.width) == [39, 40])
        #expect(screen.rows([.fixed(30), .share(1)]).map(\.height) == [24, 0])
    }

    @Test("A point belongs to one of two neighbours")
    func contains() {
        let (left, right) = screen.splitLeft(40)
        #expect(left.contains(ScreenPoint(x: 39, y: 0)) && !right.contains(ScreenPoint(x: 39, y: 0)))
        #expect(right.contains(ScreenPoint(x: 40, y: 23)) && !left.contains(ScreenPoint(x: 40, y: 23)))
        #expect(!screen.contains(ScreenPoint(x: 0, y: 24)))
        #expect(screen.inset(left: 1, top: 2, right: 3, bottom: 4) == Region(x: 1, y: 2, width: 76, height: 18))
        #expect(screen.intersection(Region(x: 100, y: 0, width: 5, height: 5)).isEmpty)
    }
}
