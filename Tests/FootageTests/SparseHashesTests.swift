// SPDX-License-Identifier: GPL-3.0-or-later

internal import Footage
internal import Media
internal import Testing

struct SparseHashesTests {
  @Test(arguments: [1, 2, 3, 10, 63, 64, 65, 1000, 12_345])
  func `fingerprints lie near the quarters of the shot`(count: Int) {
    var hashes = SparseHashes()
    let rate = Rational(25)
    for number in 0..<count { hashes.add(UInt64(number), at: MediaTime(frame: number, rate: rate)) }
    let found = hashes.fingerprints(
      of: TimeRange(start: .zero, end: MediaTime(frame: count, rate: rate)))
    #expect(found.count == 3)
    for (hash, share) in zip(found, [0.25, 0.5, 0.75]) {
      #expect(abs(Double(hash) - share * Double(count)) <= 1 + Double(count) / 32)
    }
  }

  @Test func `a flat shot has none`() {
    let range = TimeRange(start: .zero, end: MediaTime(seconds: 1))
    #expect(SparseHashes().fingerprints(of: range).isEmpty)
  }
}
