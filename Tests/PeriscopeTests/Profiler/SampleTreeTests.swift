import Periscope
import PeriscopeWire
import Testing

@Suite("The tree of sampled stacks")
struct SampleTreeTests {
    private func tree(limit: Int = 1_000, objects: Int = 100) -> SampleTree {
        let tree = SampleTree(limit: limit, objects: SampledObjects(limit: objects))
        tree.update([.libc, .shop, .sqlite, .kernel])
        return tree
    }

    @Test("The outermost frame is the root's child, and stacks share what they have in common")
    func shared() {
        let tree = tree()
        let first = tree.node([0x11_0003, 0x11_0002, 0x11_0001])
        let second = tree.node([0x11_0004, 0x11_0002, 0x11_0001])
        #expect(tree.stack(first) == [0x1_0003, 0x1_0002, 0x1_0001])
        #expect(tree.parent(of: first) == tree.parent(of: second))
        #expect(tree.count == 5, "one of them stands for missing frames")
        #expect(tree.node([0x11_0003, 0x11_0002, 0x11_0001]) == first)
        #expect(tree.node([0x11_0002, 0x11_0001]) == tree.parent(of: first))
    }

    @Test("Objects are numbered in the order in which they are met, the executable is 0")
    func objects() {
        let tree = tree()
        let node = tree.node([0x40_0010, 0x11_0001, 0x60_0020])
        #expect(tree.stack(node) == [2 << 48 | 0x10, 0x1_0001, 1 << 48 | 0x20])
        #expect(tree.objects.files.map(\.path) == ["/lib/libc.so.6", "/lib/libsqlite3.so.0"])
        let kernel = tree.node([0x80_0010])
        #expect(tree.stack(kernel) == [3 << 48 | 0x10])
        #expect(tree.objects.files.last?.path == "[no file]")
    }

    @Test("An object that is loaded again elsewhere keeps its number, and its old place is nobody's")
    func reloaded() {
        let tree = tree()
        let before = tree.node([0x40_0010])
        var moved = SampledObject.sqlite
        moved.base += 0x100_0000
        moved.start += 0x100_0000
        moved.end += 0x100_0000
        tree.update([.shop, .libc, moved])
        #expect(tree.node([0x140_0010]) == before)
        #expect(tree.node([0x40_0010]) == SampleTree.missingNode)
        #expect(tree.objects.files.count == 1)
    }

    @Test("A file that was replaced and loaded again is another object")
    func replaced() {
        let tree = tree()
        var old = SampledObject.sqlite
        old.buildID = "aa"
        tree.update([.shop, old])
        let before = tree.node([0x40_0010])
        old.buildID = "bb"
        tree.update([.shop, old])
        #expect(tree.node([0x40_0010]) != before)
        #expect(tree.objects.files.map(\.buildID) == ["aa", "bb"])
    }

    @Test("Asynchronous callers are marked, and the same address on the stack is another node")
    func asynchronous() {
        let tree = tree()
        let asynchronous = tree.node([0x11_0002, 0x11_0001], physical: 1)
        #expect(tree.stack(asynchronous) == [0x1_0002, 1 << 47 | 0x1_0001])
        let physical = tree.node([0x11_0002, 0x11_0001])
        #expect(physical != asynchronous)
        #expect(tree.stack(physical) == [0x1_0002, 0x1_0001])
    }

    @Test("A stack that was cut hangs below the node for missing frames")
    func truncated() {
        let tree = tree()
        let node = tree.node([0x11_0002, 0x11_0001], isTruncated: true)
        #expect(tree.stack(node) == [0x1_0002, 0x1_0001, .max])
        #expect(tree.node([], isTruncated: true) == SampleTree.missingNode)
        #expect(tree.node([]) == SampleTree.missingNode)
    }

    @Test("Frames of no known object are one node that says so, however many they are")
    func unknown() {
        let tree = tree()
        let node = tree.node([0x11_0002, 0x999_0003, 0x999_0002, 0x11_0001])
        #expect(tree.stack(node) == [0x1_0002, .max, 0x1_0001])
        #expect(tree.node([0x999_0003, 0x999_0002]) == SampleTree.missingNode)
        // Between two objects, below the first, and the first byte behind one.
        for address in [0x3f_ffff, 0x1, 0x50_0000, 0x10_0000, UInt64.max] {
            #expect(tree.node([address]) == SampleTree.missingNode)
        }
        tree.update([.shop, SampledObject(base: 0x999_0000, start: 0x999_0000, end: 0x99a_0000, path: "/lib/new.so")])
        #expect(tree.stack(tree.node([0x999_0003])) == [1 << 48 | 3], "known from now on")
    }

    @Test("Objects past the limit are not known")
    func objectLimit() {
        let tree = tree(objects: 2)
        #expect(tree.stack(tree.node([0x60_0001])) == [1 << 48 | 1])
        #expect(tree.node([0x40_0001]) == SampleTree.missingNode)
        #expect(tree.stack(tree.node([0x11_0001])) == [0x1_0001], "the executable always is")
    }

    @Test("Past the limit a stack counts for the nearest caller that is known, and that is counted")
    func limit() {
        let tree = tree(limit: 3)
        let known = tree.node([0x11_0002, 0x11_0001])
        #expect(tree.shortened == 0)
        #expect(tree.node([0x11_0004, 0x11_0003, 0x11_0002, 0x11_0001], periods: 3) == known)
        #expect(tree.node([0x11_0009]) == SampleTree.missingNode)
        #expect(tree.shortened == 4)
        #expect(tree.count == 3)
        #expect(tree.node([0x11_0002, 0x11_0001]) == known)
        #expect(tree.shortened == 4)
    }

    @Test("Ten thousand nodes are found again")
    func many() {
        let tree = tree(limit: 20_000)
        let addresses = (0..<10_000).map { 0x11_0000 + UInt64($0) * 7 }
        let nodes = addresses.map { tree.node([$0, 0x60_0001]) }
        #expect(Set(nodes).count == 10_000)
        tree.update([.shop, .libc])
        #expect(addresses.map { tree.node([$0, 0x60_0001]) } == nodes)
        #expect(tree.count == 10_002)
    }

    @Test("Each node and object is told once, in order, and all anew to another connection")
    func telling() {
        let tree = tree()
        _ = tree.node([0x40_0010, 0x11_0001])
        var told = ToldPlaces(tree)
        var first = WireBatch()
        told.tell(in: &first)
        #expect(first.modules.map(\.number) == [1])
        #expect(first.profileNodes.first == 1)
        #expect(first.profileNodes.parents == [0, 0, 2])
        #expect(first.profileNodes.frames == [.max, 0x1_0001, 1 << 48 | 0x10])
        var nothing = WireBatch()
        told.tell(in: &nothing)
        #expect(nothing.modules.isEmpty && !nothing.hasProfileNodes)
        _ = tree.node([0x60_0010, 0x11_0001])
        var second = WireBatch()
        told.tell(in: &second)
        #expect(second.modules.map(\.path) == ["/lib/libc.so.6"])
        #expect(second.modules.map(\.number) == [2])
        #expect(second.profileNodes.first == 4)
        #expect(second.profileNodes.parents == [2])
        told.restart()
        var again = WireBatch()
        told.tell(in: &again)
        #expect(again.modules.count == 2)
        #expect(again.profileNodes.first == 1)
        #expect(again.profileNodes.frames.count == 4)
    }
}
