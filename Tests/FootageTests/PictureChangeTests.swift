// SPDX-License-Identifier: GPL-3.0-or-later

@testable import Footage
internal import Media
internal import Testing

struct PictureChangeTests {
  private func plain(_ code: UInt8) -> GrayImage {
    GrayImage(width: 64, height: 36, filledWith: code)
  }

  @Test func `a change belongs to the earlier picture and lasts to the later`() throws {
    var changes = PictureChanges()
    #expect(changes.measure(plain(10), at: MediaTime(seconds: 1)) == nil)
    let found = changes.measure(plain(17), at: MediaTime(seconds: 1.04))
    let change = try #require(found)
    #expect(change.start == MediaTime(seconds: 1))
    #expect(abs(change.seconds - 0.04) < 1e-9)
    #expect(change.codes == 7)
  }

  @Test func `across a gap nothing is measured, behind it again`() {
    var changes = PictureChanges()
    _ = changes.measure(plain(10), at: .zero)
    #expect(changes.measure(plain(90), at: MediaTime(seconds: 0.21)) == nil)
    #expect(changes.measure(plain(91), at: MediaTime(seconds: 0.25))?.codes == 1)
  }

  @Test func `two pictures of one time are no change`() {
    var changes = PictureChanges()
    _ = changes.measure(plain(10), at: .zero)
    #expect(changes.measure(plain(20), at: .zero) == nil)
  }
}
