import Testing

/// All tests that run the real programs, one after the other: each has the machine to itself.
@Suite(.serialized)
enum EndToEnd {}
