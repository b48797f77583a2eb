// SPDX-License-Identifier: GPL-3.0-or-later

/// Steele, Lea and Flood's generator: small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  /// A number from 0 to below 1 that depends on its arguments alone, whatever the order of questions.
  static func unit(_ seed: UInt64, _ first: Int, _ second: Int) -> Double {
    let place = UInt64(truncatingIfNeeded: first) &* 0x9e37_79b9_7f4a_7c15
    let other = UInt64(truncatingIfNeeded: second) &* 0xc2b2_ae3d_27d4_eb4f
    return Double(mixed(mixed(seed &+ place) &+ other) >> 11) * 0x1p-53
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension Array {
  /// Fisher-Yates with our own draws: the standard library's may change between versions.
  mutating func shuffle(seededBy generator: inout SplitMix64) {
    guard count > 1 else { return }
    for last in stride(from: count - 1, to: 0, by: -1) {
      let (drawn, _) = generator.next().multipliedFullWidth(by: UInt64(last + 1))
      swapAt(last, Int(drawn))
    }
  }
}
