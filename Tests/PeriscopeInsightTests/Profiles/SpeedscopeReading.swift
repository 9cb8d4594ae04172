import Foundation

/// A speedscope file as its published types have it.
struct SpeedscopeReading: Decodable {
    struct Shared: Decodable { let frames: [Frame] }

    struct Frame: Decodable, Equatable {
        let name: String
        let file: String?
        let line: Int?
    }

    struct Profile: Decodable {
        let type: String
        let name: String
        let unit: String
        let startValue: UInt64
        let endValue: UInt64
        let samples: [[Int]]
        let weights: [UInt64]
    }

    let schema: String
    let name: String
    let exporter: String
    let activeProfileIndex: Int
    let shared: Shared
    let profiles: [Profile]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case name, exporter, activeProfileIndex, shared, profiles
    }

    init(_ text: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
    }

    /// The stacks of its only profile as text, outermost first.
    var stacks: [String] {
        profiles[0].samples.map { $0.map { shared.frames[$0].name }.joined(separator: ";") }
    }
}
