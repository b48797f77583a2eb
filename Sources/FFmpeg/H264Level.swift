// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The lowest H.264 level that carries a format, from table A-1 of the standard.
package enum H264Level {
  /// Level times ten; 62 where nothing suffices.
  package static func needed(canvas: PixelSize, frameRate: Rational) -> Int32 {
    let blocks = ((canvas.width + 15) / 16) * ((canvas.height + 15) / 16)
    let blocksPerSecond = Double(blocks) * frameRate.value
    let level = limits.first { blocks <= $0.blocks && blocksPerSecond <= $0.blocksPerSecond }
    return level?.number ?? 62
  }

  /// Macroblocks in a frame and in a second.
  private static let limits: [(number: Int32, blocks: Int, blocksPerSecond: Double)] = [
    (30, 1_620, 40_500), (31, 3_600, 108_000), (32, 5_120, 216_000), (40, 8_192, 245_760),
    (42, 8_704, 522_240), (50, 22_080, 589_824), (51, 36_864, 983_040), (52, 36_864, 2_073_600),
  ]
}
