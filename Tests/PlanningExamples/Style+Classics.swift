// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

extension Style {
  /// Four that differ in everything but what sections change.
  package static let energetic = Style("energetic", [2, 2, 4, 2, 2, 8])
  package static let balanced = Style()
  package static let dramatic = Style("dramatic", [4, 4, 4, 4, 16])
  package static let buildup = Style("buildup", [8, 4, 4, 4, 4, 4])
  package static let classics = [energetic, balanced, dramatic, buildup]

  package init(_ name: String, _ beats: [Int]) {
    self.init()
    self.name = name
    self.beats = beats
  }
}
